package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.StepNotUndone;
import io.aios.orchestrator.domain.CommandEvent.StepUndoOutcomeUnknown;
import io.aios.orchestrator.domain.CommandEvent.StepUndoStarted;
import io.aios.orchestrator.domain.CommandEvent.StepUndone;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is decided while a command is being undone. */
final class UndoDecisions {
  private UndoDecisions() {}

  static List<CommandEvent> decide(Undoing undoing, Intent intent, Instant now) {
    return switch (intent) {
      case Intent.BeginUndo begin -> {
        if (!undoing.next().equals(java.util.Optional.of(begin.step()))) {
          throw new IllegalTransition("'" + begin.step() + "' is not to be undone next");
        }
        yield List.of(new StepUndoStarted(begin.step(), begin.repeatable(), now));
      }
      case Intent.ConcludeUndo conclude -> conclude(undoing, conclude, now);
      case Intent.Recover recover -> recover(undoing, now);
      case Intent.Expire expire -> expire(undoing, now);
      case Intent.Resume resume -> List.of(new CommandEvent.CommandResumed(now));
      case Intent.RequestCancel cancel -> List.of();
      case Intent.RequestUndo again -> List.of();
      case Intent.Accept i -> throw Command.refused(intent, "while the command is undone");
      case Intent.FanOut i -> throw Command.refused(intent, "while the command is undone");
      case Intent.AskApproval i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Approve i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Reject i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Begin i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Repeat i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Skip i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Refuse i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Conclude i -> throw Command.refused(intent, "while the command is undone");
      case Intent.Answer i -> throw Command.refused(intent, "while the command is undone");
      case Intent.AnswerFailed i -> throw Command.refused(intent, "while the command is undone");
    };
  }

  /** A compensating call may also be refused before it begins. */
  private static List<CommandEvent> conclude(
      Undoing undoing, Intent.ConcludeUndo conclude, Instant now) {
    String step = conclude.step();
    boolean under = undoing.inFlight().equals(java.util.Optional.of(step));
    boolean refused =
        undoing.next().equals(java.util.Optional.of(step))
            && conclude.outcome() instanceof Intent.Outcome.Fault;
    if (!under && !refused) {
      throw new IllegalTransition("The undoing of '" + step + "' is not under way");
    }
    return List.of(
        switch (conclude.outcome()) {
          case Intent.Outcome.Success success -> new StepUndone(step, now);
          case Intent.Outcome.Fault fault -> new StepNotUndone(step, fault.failure(), now);
          case Intent.Outcome.Unknown unknown ->
              new StepUndoOutcomeUnknown(step, unknown.reason(), now);
        });
  }

  private static List<CommandEvent> recover(Undoing undoing, Instant now) {
    for (Map.Entry<String, UndoState> entry : undoing.log().steps().entrySet()) {
      if (entry.getValue() instanceof UndoState.Started started && !started.repeatable()) {
        String reason = "the orchestrator that made the call ended before its outcome was recorded";
        return List.of(new StepUndoOutcomeUnknown(entry.getKey(), reason, now));
      }
    }
    return List.of();
  }

  private static List<CommandEvent> expire(Undoing undoing, Instant now) {
    if (undoing.inFlight().isPresent() || now.isBefore(undoing.deadline())) {
      throw new IllegalTransition("The time to undo is not over, or a call still runs");
    }
    Failure late = new Failure(Failure.TIMED_OUT, "the time limit passed before it was undone");
    return undoing.log().steps().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof UndoState.Pending)
        .<CommandEvent>map(entry -> new StepNotUndone(entry.getKey(), late, now))
        .toList();
  }
}
