package io.aios.orchestrator.usecase;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What queries read, as something that can be made again from the events. */
public interface Projections {
  /**
   * Makes the projection of the next commands again, each as its events have it at that moment,
   * while others go on adding to them.
   *
   * @param after the last command of the batch before; null for the first batch
   * @param commands most in one batch
   * @param bytes of events, as stored, that a batch may hold; one command is read whatever it has
   * @return what was done; empty when there are no more
   */
  Optional<Batch> rebuild(@Nullable UUID after, int commands, long bytes);

  /** How many commands are stored. */
  long commands();

  /** Removes what no events stand behind. */
  void removeStrays();

  /**
   * @param last of the commands
   * @param events that were read for them
   */
  record Batch(UUID last, int commands, int events) {}
}
