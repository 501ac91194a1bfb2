package io.aios.sysops.usecase;

import io.aios.platform.tools.Caller;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolUndo;
import java.time.Duration;

/** A call whose caller has gone. */
record CancelledCall(ToolCall call) implements ToolCall {
  @Override
  public Caller caller() {
    return call.caller();
  }

  @Override
  public Duration remaining() {
    return Duration.ZERO;
  }

  @Override
  public boolean cancelled() {
    return true;
  }

  @Override
  public void undo(ToolUndo undo) {}

  @Override
  public void progress(double fraction, String message) {}
}
