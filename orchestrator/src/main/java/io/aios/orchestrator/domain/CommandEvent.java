package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a command. */
public sealed interface CommandEvent {
  Instant at();

  record CommandAccepted(Principal principal, Plan plan, Options options, Instant at)
      implements CommandEvent {}

  /** Recorded before the call leaves. */
  record StepStarted(String step, int attempt, boolean repeatable, Instant at)
      implements StepEvent {}

  record StepSucceeded(String step, StepResult result, Instant at) implements StepEvent {}

  record StepFailed(String step, Failure failure, @Nullable StepResult result, Instant at)
      implements StepEvent {}

  record StepSkipped(String step, String reason, Instant at) implements StepEvent {}

  /** The call may or may not have had its effect, and cannot be repeated safely. */
  record StepOutcomeUnknown(String step, String reason, Instant at) implements StepEvent {}

  record CommandCancelRequested(String by, Instant at) implements CommandEvent {}

  record CommandSucceeded(Instant at) implements CommandEvent {}

  record CommandFailed(Failure failure, Instant at) implements CommandEvent {}

  record CommandCancelled(Instant at) implements CommandEvent {}

  record CommandOutcomeUnknown(String reason, Instant at) implements CommandEvent {}

  /** An event of one step. */
  sealed interface StepEvent extends CommandEvent {
    String step();
  }
}
