package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.StepResult;

/** How a call ended. */
public sealed interface ToolAnswer {

  /**
   * @param failed the tool ran and says that it failed
   */
  record Answered(StepResult result, boolean failed) implements ToolAnswer {}

  /**
   * Turned away before it had any effect.
   *
   * @param code the slug of the problem
   */
  record Refused(String code, String detail) implements ToolAnswer {}

  /** No answer came; the call may have had its effect. */
  record Lost(String reason) implements ToolAnswer {}

  /**
   * Stopped at a time limit, by whoever noticed first that it had passed: this process, the gateway
   * or the tool's server. The call may have had its effect.
   */
  record TimedOut(String reason) implements ToolAnswer {}
}
