package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.CommandEvent.CommandCancelRequested;
import io.aios.orchestrator.domain.CommandEvent.CommandFailed;
import io.aios.orchestrator.domain.CommandEvent.StepFailed;
import io.aios.orchestrator.domain.CommandEvent.StepOutcomeUnknown;
import io.aios.orchestrator.domain.CommandEvent.StepSkipped;
import io.aios.orchestrator.domain.CommandEvent.StepStarted;
import io.aios.orchestrator.domain.CommandEvent.StepSucceeded;
import io.aios.orchestrator.domain.CommandState.NotAccepted;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.StepState.Pending;
import io.aios.orchestrator.domain.StepState.Started;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregate: {@code decide} turns an intent into events and changes nothing; folding events is
 * the only way to a new state. A command ends by itself with the event that leaves nothing to run
 * or to wait for.
 */
public final class Command {
  private Command() {}

  /**
   * The events that fulfil the intent; none when it is fulfilled already.
   *
   * @throws IllegalTransition when the state rules the intent out
   */
  public static List<CommandEvent> decide(CommandState state, Intent intent, Instant now) {
    return switch (state) {
      case NotAccepted nothing ->
          intent instanceof Intent.Accept accept
              ? List.of(
                  new CommandAccepted(accept.principal(), accept.plan(), accept.options(), now))
              : refuse(intent, "before the command was accepted");
      case Running running -> Endings.conclude(running, decide(running, intent, now), now);
      case CommandState.Ended ended ->
          intent instanceof Intent.RequestCancel || intent instanceof Intent.Recover
              ? List.of()
              : refuse(intent, "after the command ended");
    };
  }

  /** The state after the event. */
  public static CommandState evolve(CommandState state, CommandEvent event) {
    return Evolution.after(state, event);
  }

  /** The state after all of the events, from the beginning. */
  public static CommandState fold(List<? extends CommandEvent> events) {
    CommandState state = new NotAccepted();
    for (CommandEvent event : events) {
      state = evolve(state, event);
    }
    return state;
  }

  private static List<CommandEvent> decide(Running running, Intent intent, Instant now) {
    return switch (intent) {
      case Intent.Accept again -> throw new IllegalTransition("The command is accepted already");
      case Intent.Begin begin -> begin(running, begin.step(), now);
      case Intent.Repeat repeat -> repeat(running, repeat.step(), now);
      case Intent.Skip skip -> {
        requirePending(running, skip.step());
        yield List.of(new StepSkipped(skip.step(), skip.reason(), now));
      }
      case Intent.Refuse refuse -> {
        requirePending(running, refuse.step());
        yield List.of(new StepFailed(refuse.step(), refuse.failure(), null, now));
      }
      case Intent.Conclude conclude -> conclude(running, conclude, now);
      case Intent.RequestCancel cancel ->
          running.cancelRequested()
              ? List.of()
              : List.of(new CommandCancelRequested(cancel.by(), now));
      case Intent.Expire expire -> expire(running, now);
      case Intent.Recover recover -> recover(running, now);
    };
  }

  private static List<CommandEvent> refuse(Intent intent, String when) {
    throw new IllegalTransition(intent.getClass().getSimpleName() + " " + when);
  }

  private static List<CommandEvent> begin(Running running, String id, Instant now) {
    Step step = running.accepted().plan().step(id);
    if (!running.ready().contains(step)) {
      throw new IllegalTransition("Step '" + id + "' is not ready to begin");
    }
    return List.of(new StepStarted(id, 1, step.repeatable(), now));
  }

  private static List<CommandEvent> repeat(Running running, String step, Instant now) {
    if (running.state(step) instanceof Started started && started.repeatable()) {
      return List.of(new StepStarted(step, started.attempt() + 1, true, now));
    }
    throw new IllegalTransition("Step '" + step + "' must not be repeated");
  }

  private static List<CommandEvent> conclude(
      Running running, Intent.Conclude conclude, Instant now) {
    String step = conclude.step();
    if (!(running.state(step) instanceof Started)) {
      throw new IllegalTransition("Step '" + step + "' is not under way");
    }
    return switch (conclude.outcome()) {
      case Intent.Outcome.Success success ->
          List.of(new StepSucceeded(step, success.result(), now));
      case Intent.Outcome.Fault fault ->
          List.of(new StepFailed(step, fault.failure(), fault.result(), now));
      case Intent.Outcome.Unknown unknown ->
          List.of(new StepOutcomeUnknown(step, unknown.reason(), now));
    };
  }

  private static List<CommandEvent> expire(Running running, Instant now) {
    if (!running.inFlight().isEmpty() || now.isBefore(running.deadline())) {
      throw new IllegalTransition("The command's time is not over, or a step still runs");
    }
    String limit = "the command's time limit of " + running.accepted().options().timeout();
    return List.of(
        new CommandFailed(new Failure(Failure.TIMED_OUT, limit + " passed before a step"), now));
  }

  private static List<CommandEvent> recover(Running running, Instant now) {
    List<CommandEvent> events = new ArrayList<>();
    for (String step : running.inFlight()) {
      if (!(running.state(step) instanceof Started started)) {
        continue;
      }
      if (!started.repeatable()) {
        String reason = "the orchestrator that made the call ended before its outcome was recorded";
        events.add(new StepOutcomeUnknown(step, reason, now));
      } else if (running.isStopping()) {
        Failure stopped = new Failure(Failure.CANCELLED, "not repeated: the command is stopping");
        events.add(new StepFailed(step, stopped, null, now));
      }
    }
    return events;
  }

  private static void requirePending(Running running, String step) {
    if (!(running.state(step) instanceof Pending)) {
      throw new IllegalTransition("Step '" + step + "' has begun or ended already");
    }
  }
}
