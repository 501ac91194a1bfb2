package io.aios.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** What somebody wants of a command. */
public sealed interface Intent {

  record Accept(Principal principal, Plan plan, Options options) implements Intent {}

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

  record RequestCancel(String by) implements Intent {}

  /** The time is over and nothing runs. */
  record Expire() implements Intent {}

  /** Take over after a crash: nobody will report what was running. */
  record Recover() implements Intent {}

  /** How a call ended. */
  sealed interface Outcome {
    record Success(StepResult result) implements Outcome {}

    record Fault(Failure failure, @Nullable StepResult result) implements Outcome {}

    record Unknown(String reason) implements Outcome {}
  }
}
