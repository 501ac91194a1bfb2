package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.StepEvent;
import io.aios.orchestrator.domain.CommandEvent.UndoEvent;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.Ending;
import java.time.Instant;

/** What each event makes of the state; an event that cannot follow is a broken stream. */
final class Evolution {
  private Evolution() {}

  static CommandState after(CommandState state, CommandEvent event) {
    return switch (state) {
      case CommandState.NotAccepted nothing ->
          event instanceof CommandEvent.CommandAccepted accepted
              ? Running.from(accepted)
              : illegal(event, "a command that was not accepted");
      case Running running -> after(running, event);
      case Ended ended ->
          event instanceof CommandEvent.CommandUndoRequested undo
              ? new Undoing(
                  ended,
                  Undos.begin(ended),
                  undo.by(),
                  undo.at().plus(ended.last().accepted().options().timeout()))
              : illegal(event, "a command that ended");
      case Undoing undoing -> after(undoing, event);
    };
  }

  private static CommandState after(Running running, CommandEvent event) {
    return switch (event) {
      case CommandEvent.CommandAccepted again -> illegal(event, "an accepted command");
      case StepEvent step -> StepEvolution.after(running, step);
      case CommandEvent.CommandResumed resumed -> running;
      case CommandEvent.CommandCancelRequested cancel -> running.cancelling();
      case CommandEvent.CommandSucceeded end ->
          end(running, new Ending.Succeeded(end.output()), end.at());
      case CommandEvent.CommandFailed end ->
          end(running, new Ending.Failed(end.failure()), end.at());
      case CommandEvent.CommandCancelled end -> end(running, new Ending.Cancelled(), end.at());
      case CommandEvent.CommandOutcomeUnknown end ->
          end(running, new Ending.OutcomeUnknown(end.reason()), end.at());
      case CommandEvent.CommandUndoRequested undo -> illegal(event, "a command that runs");
      case UndoEvent undo -> illegal(event, "a command that runs");
      case CommandEvent.CommandUndone undo -> illegal(event, "a command that runs");
    };
  }

  private static CommandState after(Undoing undoing, CommandEvent event) {
    if (event instanceof CommandEvent.CommandUndone done) {
      if (undoing.next().isPresent() || undoing.inFlight().isPresent()) {
        return illegal(event, "a command with something left to undo");
      }
      Ended ended = undoing.ended();
      return new Ended(ended.last(), ended.ending(), done.at(), undoing.log());
    }
    if (event instanceof CommandEvent.CommandResumed) {
      return undoing;
    }
    if (!(event instanceof UndoEvent undo)) {
      return illegal(event, "a command that is undone");
    }
    return undoing.with(undo.step(), next(undoing.state(undo.step()), undo));
  }

  private static UndoState next(UndoState state, UndoEvent event) {
    boolean pending = state instanceof UndoState.Pending;
    boolean started = state instanceof UndoState.Started;
    return switch (event) {
      case CommandEvent.StepUndoStarted start -> {
        require(pending, event, state);
        yield new UndoState.Started(start.repeatable(), start.at());
      }
      case CommandEvent.StepUndone done -> {
        require(started, event, state);
        yield new UndoState.Done(done.at());
      }
      case CommandEvent.StepNotUndone not -> {
        require(pending || started, event, state);
        yield new UndoState.NotDone(not.failure(), not.at());
      }
      case CommandEvent.StepUndoOutcomeUnknown unknown -> {
        require(started, event, state);
        yield new UndoState.OutcomeUnknown(unknown.reason(), unknown.at());
      }
    };
  }

  private static void require(boolean legal, UndoEvent event, UndoState state) {
    if (!legal) {
      throw new IllegalTransition(
          name(event) + " of step '" + event.step() + "', which is " + name(state));
    }
  }

  static String name(Object value) {
    return value.getClass().getSimpleName();
  }

  private static CommandState end(Running running, Ending ending, Instant at) {
    if (!running.inFlight().isEmpty()) {
      throw new IllegalTransition("The command ends while " + running.inFlight() + " run");
    }
    return new Ended(running, ending, at, null);
  }

  private static CommandState illegal(CommandEvent event, String of) {
    throw new IllegalTransition(name(event) + " of " + of);
  }
}
