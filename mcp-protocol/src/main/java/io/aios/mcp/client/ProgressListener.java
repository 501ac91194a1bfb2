package io.aios.mcp.client;

import org.jspecify.annotations.Nullable;

/** Hears how far a call is. Called on the client's reading thread: be quick. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * @param total what {@code progress} grows to; 0 if unknown
   */
  void progress(double progress, double total, @Nullable String message);
}
