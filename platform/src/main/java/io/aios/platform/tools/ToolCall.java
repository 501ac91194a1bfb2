package io.aios.platform.tools;

import java.time.Duration;

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
}
