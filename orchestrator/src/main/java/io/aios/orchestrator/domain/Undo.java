package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a tool says that what it did can be undone. */
public sealed interface Undo {

  /**
   * @param tool that undoes it
   * @param arguments a JSON object
   * @param expires after which it cannot be undone any more; null for never
   */
  record Possible(String tool, Json arguments, @Nullable Instant expires) implements Undo {}

  record Impossible(String reason) implements Undo {}
}
