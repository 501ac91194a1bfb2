package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a step stands. */
public sealed interface StepState {

  record Pending() implements StepState {}

  /**
   * The call may have left.
   *
   * @param attempt 1 for the first
   */
  record Started(int attempt, boolean repeatable, Instant at) implements StepState {}

  record Succeeded(StepResult result, Instant startedAt, Instant at) implements StepState {}

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
