package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.StepEvent;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.Ending;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.StepState.Pending;
import io.aios.orchestrator.domain.StepState.Started;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
      case Ended ended -> illegal(event, "a command that ended");
    };
  }

  private static CommandState after(Running running, CommandEvent event) {
    return switch (event) {
      case CommandEvent.CommandAccepted again -> illegal(event, "an accepted command");
      case StepEvent step -> running.with(step.step(), next(running.state(step.step()), step));
      case CommandEvent.CommandCancelRequested cancel ->
          new Running(running.accepted(), running.steps(), true);
      case CommandEvent.CommandSucceeded end -> end(running, new Ending.Succeeded(), end.at());
      case CommandEvent.CommandFailed end ->
          end(running, new Ending.Failed(end.failure()), end.at());
      case CommandEvent.CommandCancelled end -> end(running, new Ending.Cancelled(), end.at());
      case CommandEvent.CommandOutcomeUnknown end ->
          end(running, new Ending.OutcomeUnknown(end.reason()), end.at());
    };
  }

  private static StepState next(StepState state, StepEvent event) {
    return switch (event) {
      case CommandEvent.StepStarted started -> {
        boolean again = state instanceof Started earlier && earlier.repeatable();
        require(again || state instanceof Pending, event, state);
        yield new Started(started.attempt(), started.repeatable(), started.at());
      }
      case CommandEvent.StepSucceeded done ->
          new StepState.Succeeded(done.result(), startOf(state, event), done.at());
      case CommandEvent.StepFailed failed -> {
        require(state instanceof Pending || state instanceof Started, event, state);
        @Nullable Instant startedAt = state instanceof Started started ? started.at() : null;
        yield new StepState.Failed(failed.failure(), failed.result(), startedAt, failed.at());
      }
      case CommandEvent.StepSkipped skipped -> {
        require(state instanceof Pending, event, state);
        yield new StepState.Skipped(skipped.reason(), skipped.at());
      }
      case CommandEvent.StepOutcomeUnknown unknown ->
          new StepState.OutcomeUnknown(unknown.reason(), startOf(state, event), unknown.at());
    };
  }

  private static Instant startOf(StepState state, StepEvent event) {
    if (state instanceof Started started) {
      return started.at();
    }
    throw illegalStep(event, state);
  }

  private static void require(boolean legal, StepEvent event, StepState state) {
    if (!legal) {
      throw illegalStep(event, state);
    }
  }

  /** Without their contents: results may be long, or private. */
  private static IllegalTransition illegalStep(StepEvent event, StepState state) {
    return new IllegalTransition(
        name(event) + " of step '" + event.step() + "', which is " + name(state));
  }

  private static String name(Object value) {
    return value.getClass().getSimpleName();
  }

  private static CommandState end(Running running, Ending ending, Instant at) {
    if (!running.inFlight().isEmpty()) {
      throw new IllegalTransition("The command ends while " + running.inFlight() + " run");
    }
    return new Ended(running, ending, at);
  }

  private static CommandState illegal(CommandEvent event, String of) {
    throw new IllegalTransition(name(event) + " of " + of);
  }
}
