package io.aios.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** What somebody wants of a command. */
public sealed interface Intent {

  record Accept(Principal principal, Plan plan, Options options) implements Intent {}

  /** Run a step for each of so many items. */
  record FanOut(String step, int count) implements Intent {}

  /** Ask for approval of a step that is ready, or whose call was turned away for want of it. */
  record AskApproval(String step, Json arguments, Approval.Demand demand) implements Intent {}

  /**
   * Agree to a step.
   *
   * @param arguments others than those asked for, or null
   */
  record Approve(String step, String by, @Nullable Json arguments) implements Intent {}

  record Reject(String step, String by, String reason) implements Intent {}

  /** Start a step that is ready. */
  record Begin(String step) implements Intent {}

  /** Start a repeatable step again whose outcome got lost. */
  record Repeat(String step) implements Intent {}

  /** Pass over a step. */
  record Skip(String step, String reason) implements Intent {}

  /** Fail a step that cannot even begin, as when its arguments cannot be computed. */
  record Refuse(String step, Failure failure) implements Intent {}

  /** A call came to an end. */
  record Conclude(String step, Outcome outcome) implements Intent {}

  /** Give the answer of a plan whose steps are done. */
  record Answer(Json output) implements Intent {}

  /** The answer of a plan whose steps are done cannot be given. */
  record AnswerFailed(Failure failure) implements Intent {}

  record RequestCancel(String by) implements Intent {}

  /** Some time is over: of approvals, or of the command while nothing runs. */
  record Expire() implements Intent {}

  /** Take over after a crash: nobody will report what was running. */
  record Recover() implements Intent {}

  /**
   * Go on after another orchestrator, which may only seem to be dead: any event of ours makes its
   * next append fail.
   */
  record Resume() implements Intent {}

  record RequestUndo(Principal by) implements Intent {}

  /** Start the compensating call of {@code Undoing.next()}. */
  record BeginUndo(String step, boolean repeatable) implements Intent {}

  /** A compensating call came to an end, or could not even begin. */
  record ConcludeUndo(String step, Outcome outcome) implements Intent {}

  /** How a call ended. */
  sealed interface Outcome {
    record Success(StepResult result) implements Outcome {}

    /**
     * @param untouched whether it certainly had no effect
     */
    record Fault(Failure failure, @Nullable StepResult result, boolean untouched)
        implements Outcome {
      public Fault(Failure failure, @Nullable StepResult result) {
        this(failure, result, false);
      }
    }

    record Unknown(String reason) implements Outcome {}
  }
}
