package io.aios.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a command. */
public sealed interface CommandEvent {
  Instant at();

  record CommandAccepted(Principal principal, Plan plan, Options options, Instant at)
      implements CommandEvent {}

  /** The step's list is known: it is run for each of so many items. */
  record StepFannedOut(String step, int count, Instant at) implements StepEvent {}

  /** All items are done. */
  record StepGathered(String step, Instant at) implements StepEvent {}

  /** The step waits for somebody to agree to these arguments. */
  record StepApprovalRequested(String step, Json arguments, Approval.Demand demand, Instant at)
      implements StepEvent {}

  /**
   * @param arguments what the approver made of them; null when they are left as they were
   */
  record StepApproved(String step, String by, @Nullable Json arguments, Instant at)
      implements StepEvent {}

  /** Recorded before the call leaves. */
  record StepStarted(String step, int attempt, boolean repeatable, Instant at)
      implements StepEvent {}

  /** The call failed and is made again, not before {@code until}. */
  record StepRetryScheduled(String step, Failure failure, Instant until, Instant at)
      implements StepEvent {}

  record StepSucceeded(String step, StepResult result, Instant at) implements StepEvent {}

  record StepFailed(String step, Failure failure, @Nullable StepResult result, Instant at)
      implements StepEvent {}

  record StepSkipped(String step, String reason, Instant at) implements StepEvent {}

  /** The call may or may not have had its effect, and cannot be repeated safely. */
  record StepOutcomeUnknown(String step, String reason, Instant at) implements StepEvent {}

  /** Another orchestrator goes on with it; what the one before still decides is void. */
  record CommandResumed(Instant at) implements CommandEvent {}

  record CommandCancelRequested(String by, Instant at) implements CommandEvent {}

  /**
   * @param output what a plan with an output answers
   */
  record CommandSucceeded(@Nullable Json output, Instant at) implements CommandEvent {}

  record CommandFailed(Failure failure, Instant at) implements CommandEvent {}

  record CommandCancelled(Instant at) implements CommandEvent {}

  record CommandOutcomeUnknown(String reason, Instant at) implements CommandEvent {}

  /** What the command did is to be undone, with the grants of who asks. */
  record CommandUndoRequested(Principal by, Instant at) implements CommandEvent {}

  /** Recorded before the compensating call leaves. */
  record StepUndoStarted(String step, boolean repeatable, Instant at) implements UndoEvent {}

  record StepUndone(String step, Instant at) implements UndoEvent {}

  /** It stays done. */
  record StepNotUndone(String step, Failure failure, Instant at) implements UndoEvent {}

  record StepUndoOutcomeUnknown(String step, String reason, Instant at) implements UndoEvent {}

  /**
   * @param complete whether nothing stays done
   */
  record CommandUndone(boolean complete, Instant at) implements CommandEvent {}

  /** An event of one step, or of its run for one item. */
  sealed interface StepEvent extends CommandEvent {
    String step();
  }

  /** An event of undoing one call. */
  sealed interface UndoEvent extends CommandEvent {
    String step();
  }
}
