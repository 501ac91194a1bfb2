package io.aios.orchestrator.usecase;

import org.jspecify.annotations.Nullable;

/** Hears how far a tool is; must be quick. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * @param fraction from 0 to 1, null when the tool does not know the whole
   */
  void progress(@Nullable Double fraction, @Nullable String message);
}
