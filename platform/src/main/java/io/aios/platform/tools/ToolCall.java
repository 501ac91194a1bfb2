package io.aios.platform.tools;

import io.aios.mcp.input.InputResponses;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The call a tool is serving: who asks, how long it may take, and how to report on the way. */
public interface ToolCall {

  Caller caller();

  /** Time left before the call is cancelled. */
  Duration remaining();

  /**
   * True once the caller went away, cancelled, or the time limit passed; the thread is also
   * interrupted.
   */
  boolean cancelled();

  /** Says how what this call has done can be undone; the last word counts. */
  void undo(ToolUndo undo);

  /**
   * Tells the caller how far the work is, if it asked to be told; cheap and never fails.
   *
   * @param fraction from 0 to 1, growing
   */
  void progress(double fraction, String message);

  /**
   * The answers to what the tool asked in its round before, which it did by throwing {@link
   * io.aios.mcp.input.InputRequired}; none in the first round.
   */
  default InputResponses answers() {
    return InputResponses.NONE;
  }

  /** What the round before remembered; null if it remembered nothing. */
  default @Nullable ObjectNode remembered() {
    return null;
  }

  /**
   * To be said by a tool that is going to take long, after its questions and before it does
   * anything: if the caller can follow tasks, this run ends here and the tool runs again from its
   * beginning in the background; otherwise, and there, it goes on.
   */
  default void mayRunAsTask() {}
}
