package io.aios.python.infrastructure.sandbox;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.PythonError;
import io.aios.sandbox.SandboxUnavailable;

/** What callers are told when an interpreter cannot answer. */
final class InterpreterFailures {
  private InterpreterFailures() {}

  static ToolFailure unavailable(SandboxUnavailable why) {
    return new ToolFailure(
        "sandbox-unavailable",
        "Nothing can be run safely here: " + why.getMessage(),
        "tell the operator; python_selftest_sandbox says more");
  }

  static ToolFailure notStarted(String errors) {
    return new ToolFailure(
        "interpreter-not-started",
        "The Python interpreter did not start: " + errors.strip(),
        "call python_selftest_sandbox");
  }

  static ToolFailure ended(PythonError why) {
    return new ToolFailure(
        "session-ended",
        "The interpreter has ended: " + why.message(),
        "call python_restart_session; its files are kept, its variables are lost");
  }
}
