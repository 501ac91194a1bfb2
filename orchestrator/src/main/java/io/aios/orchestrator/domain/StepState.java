package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a step, or its run for an item of its list, stands. */
public sealed interface StepState {

  record Pending() implements StepState {}

  /** Run for each item; see those runs. */
  record FannedOut(int count) implements StepState {}

  /** Nobody has said yes, or not enough. */
  record AwaitingApproval(Approval approval) implements StepState {}

  /**
   * May begin, with these arguments and no others.
   *
   * @param calls made before
   */
  record Approved(Json arguments, int calls) implements StepState {}

  /**
   * Failed, and is to be tried again.
   *
   * @param calls made before
   * @param approved the arguments that were approved, if that was asked for
   */
  record Waiting(int calls, Instant until, Failure last, @Nullable Json approved)
      implements StepState {}

  /**
   * The call may have left.
   *
   * @param attempt 1 for the first
   * @param approved the arguments that were approved, if that was asked for
   */
  record Started(int attempt, boolean repeatable, Instant at, @Nullable Json approved)
      implements StepState {}

  /**
   * @param order how many had succeeded before it
   */
  record Succeeded(StepResult result, Instant startedAt, Instant at, int order)
      implements StepState {}

  /**
   * @param startedAt null when it was refused before it began
   * @param result what a failed tool still told
   */
  record Failed(
      Failure failure, @Nullable StepResult result, @Nullable Instant startedAt, Instant at)
      implements StepState {}

  record Skipped(String reason, Instant at) implements StepState {}

  record OutcomeUnknown(String reason, Instant startedAt, Instant at) implements StepState {}
}
