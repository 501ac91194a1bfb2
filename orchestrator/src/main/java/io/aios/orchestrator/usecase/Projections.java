package io.aios.orchestrator.usecase;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What queries read, as something that can be made again from the events. */
public interface Projections {
  /**
   * Makes the projection of the next commands again, each as its events have it at that moment,
   * while others go on adding to them.
   *
   * @param after the last command of the batch before; null for the first batch
   * @return the last command of this batch; null when there are no more
   */
  @Nullable UUID rebuild(@Nullable UUID after, int commands);

  /** Removes what no events stand behind. */
  void removeStrays();
}
