package io.aios.orchestrator.usecase;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans that were saved, each version for good. */
public interface SavedPlans {

  /**
   * @param version null for the newest
   */
  Optional<SavedPlan> find(String name, @Nullable Integer version);

  /** The newest version of each that was not withdrawn, by name. */
  List<SavedPlan> newest();

  /** Every version of one, the newest first; none when it was withdrawn. */
  List<SavedPlan> versions(String name);

  /**
   * Stores the next version; the one given is not looked at.
   *
   * @return the plan with its version
   */
  SavedPlan add(SavedPlan plan);

  /**
   * No longer offers the plan; commands that were made from it go on.
   *
   * @return false when there is none
   */
  boolean withdraw(String name);
}
