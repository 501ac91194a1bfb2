package io.aios.orchestrator.usecase;

import org.jspecify.annotations.Nullable;

/** Hears how far a call is; must be quick. */
@FunctionalInterface
public interface CallListener {
  /**
   * @param fraction from 0 to 1, null when the tool does not know the whole
   */
  void progress(@Nullable Double fraction, @Nullable String message);

  /** The call has not left: its server has no place for it yet. */
  default void queued() {}

  /** It waits no more. */
  default void dequeued() {}
}
