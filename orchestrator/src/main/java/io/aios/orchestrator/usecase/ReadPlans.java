package io.aios.orchestrator.usecase;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saved plans, which everybody may see. */
@Component
public final class ReadPlans {
  private final SavedPlans plans;

  ReadPlans(SavedPlans plans) {
    this.plans = plans;
  }

  public List<SavedPlan> newest() {
    return plans.newest();
  }

  /**
   * @param version null for the newest
   * @throws io.aios.platform.web.Problem {@code NOT_FOUND}
   */
  public SavedPlan plan(String name, @Nullable Integer version) {
    return plans.find(name, version).orElseThrow(() -> CheckCommand.unknown(name, version));
  }

  /**
   * Every version of one, the newest first.
   *
   * @throws io.aios.platform.web.Problem {@code NOT_FOUND}
   */
  public List<SavedPlan> versions(String name) {
    List<SavedPlan> versions = plans.versions(name);
    if (versions.isEmpty()) {
      throw CheckCommand.unknown(name, null);
    }
    return versions;
  }
}
