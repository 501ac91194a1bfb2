package io.aios.platform.tools;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a tool says about undoing what it has just done. */
public sealed interface ToolUndo {

  /**
   * Undone by a call of this tool. That tool has to refuse when the world has moved on: when what
   * it would change back is no longer as this call left it.
   *
   * @param arguments a record or a map, as that tool takes them
   * @param expires after which it cannot be undone any more; null for never
   */
  record By(String tool, Object arguments, @Nullable Instant expires) implements ToolUndo {}

  record Impossible(String reason) implements ToolUndo {}

  static ToolUndo by(String tool, Object arguments) {
    return new By(tool, arguments, null);
  }

  static ToolUndo impossible(String reason) {
    return new Impossible(reason);
  }
}
