package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.CommandCancelRequested;
import io.aios.orchestrator.domain.CommandEvent.CommandFailed;
import io.aios.orchestrator.domain.CommandEvent.StepFailed;
import io.aios.orchestrator.domain.CommandEvent.StepOutcomeUnknown;
import io.aios.orchestrator.domain.CommandEvent.StepRetryScheduled;
import io.aios.orchestrator.domain.CommandEvent.StepSkipped;
import io.aios.orchestrator.domain.CommandEvent.StepStarted;
import io.aios.orchestrator.domain.CommandEvent.StepSucceeded;
import io.aios.orchestrator.domain.StepState.Pending;
import io.aios.orchestrator.domain.StepState.Started;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is decided while a command runs. */
final class RunDecisions {
  private RunDecisions() {}

  static List<CommandEvent> decide(Running running, Intent intent, Instant now) {
    return switch (intent) {
      case Intent.Accept again -> throw new IllegalTransition("The command is accepted already");
      case Intent.FanOut fanOut -> fanOut(running, fanOut, now);
      case Intent.AskApproval ask -> ApprovalDecisions.ask(running, ask, now);
      case Intent.Approve approve -> ApprovalDecisions.approve(running, approve, now);
      case Intent.Reject reject -> ApprovalDecisions.reject(running, reject, now);
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
      case Intent.Answer answer -> {
        requireAnswer(running);
        yield List.of(new CommandEvent.CommandSucceeded(answer.output(), now));
      }
      case Intent.AnswerFailed failed -> {
        requireAnswer(running);
        yield List.of(new CommandFailed(failed.failure(), now));
      }
      case Intent.RequestCancel cancel ->
          running.cancelRequested()
              ? List.of()
              : List.of(new CommandCancelRequested(cancel.by(), now));
      case Intent.Expire expire -> expire(running, now);
      case Intent.Recover recover -> recover(running, now);
      case Intent.Resume resume -> List.of(new CommandEvent.CommandResumed(now));
      case Intent.RequestUndo undo -> throw Command.refused(intent, "while the command runs");
      case Intent.BeginUndo undo -> throw Command.refused(intent, "while the command runs");
      case Intent.ConcludeUndo undo -> throw Command.refused(intent, "while the command runs");
    };
  }

  private static List<CommandEvent> fanOut(Running running, Intent.FanOut fanOut, Instant now) {
    String step = fanOut.step();
    requirePending(running, step);
    StepRules.ForEach forEach = running.step(step).rules().forEach();
    if (forEach == null || Items.indexOf(step) >= 0 || !running.ready(now).contains(step)) {
      throw new IllegalTransition("Step '" + step + "' is not ready to be run for items");
    }
    long calls = running.steps().keySet().stream().filter(name -> Items.indexOf(name) >= 0).count();
    if (fanOut.count() > forEach.limit() || calls + fanOut.count() > Plan.MAX_CALLS) {
      String detail =
          "the list has %d items; the step's limit is %d, and %d of the command's %d are taken"
              .formatted(fanOut.count(), forEach.limit(), calls, Plan.MAX_CALLS);
      Failure failure = new Failure(Failure.TOO_MANY_ITEMS, detail);
      return List.of(new StepFailed(step, failure, null, now));
    }
    return List.of(new CommandEvent.StepFannedOut(step, fanOut.count(), now));
  }

  private static List<CommandEvent> begin(Running running, String name, Instant now) {
    if (!running.ready(now).contains(name)) {
      throw new IllegalTransition("Step '" + name + "' is not ready to begin");
    }
    Step step = running.step(name);
    if (step.rules().forEach() != null && Items.indexOf(name) < 0) {
      throw new IllegalTransition("Step '" + name + "' is run for its items only");
    }
    int calls =
        switch (running.state(name)) {
          case StepState.Approved approved -> approved.calls();
          case StepState.Waiting waiting -> waiting.calls();
          default -> 0;
        };
    return List.of(new StepStarted(name, calls + 1, step.repeatable(), now));
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
    if (!(running.state(step) instanceof Started started)) {
      throw new IllegalTransition("Step '" + step + "' is not under way");
    }
    return switch (conclude.outcome()) {
      case Intent.Outcome.Success success ->
          List.of(new StepSucceeded(step, success.result(), now));
      case Intent.Outcome.Fault fault -> List.of(failed(running, step, started, fault, now));
      case Intent.Outcome.Unknown unknown ->
          List.of(new StepOutcomeUnknown(step, unknown.reason(), now));
    };
  }

  /** A call that may have had an effect is made again only if that does no harm. */
  private static CommandEvent failed(
      Running running, String step, Started started, Intent.Outcome.Fault fault, Instant now) {
    StepRules.Retry retry = running.step(step).rules().retry();
    boolean harmless = started.repeatable() || fault.untouched();
    if (retry != null && harmless && started.attempt() < retry.attempts()) {
      Instant until = now.plus(retry.after(started.attempt()));
      boolean wanted = !fault.failure().code().equals(Failure.CANCELLED) && !running.isStopping();
      if (wanted && until.isBefore(running.deadline())) {
        return new StepRetryScheduled(step, fault.failure(), until, now);
      }
    }
    return new StepFailed(step, fault.failure(), fault.result(), now);
  }

  private static List<CommandEvent> expire(Running running, Instant now) {
    List<CommandEvent> expired = ApprovalDecisions.expire(running, now);
    if (!expired.isEmpty()) {
      return expired;
    }
    boolean waits = !running.inFlight().isEmpty() || running.awaitingSince() != null;
    if (waits || now.isBefore(running.deadline())) {
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

  private static void requireAnswer(Running running) {
    if (!running.needsAnswer()) {
      throw new IllegalTransition("No answer of the plan is wanted");
    }
  }
}
