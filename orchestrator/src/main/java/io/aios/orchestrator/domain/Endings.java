package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandState.Running;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When and how a command ends. */
final class Endings {
  private Endings() {}

  /** The events, and the one that ends the command if they leave nothing to run. */
  static List<CommandEvent> conclude(Running before, List<CommandEvent> events, Instant now) {
    CommandState after = before;
    for (CommandEvent event : events) {
      after = Command.evolve(after, event);
    }
    Optional<CommandEvent> last =
        after instanceof Running running ? ending(running, now) : Optional.empty();
    if (last.isEmpty()) {
      return events;
    }
    List<CommandEvent> all = new ArrayList<>(events);
    all.add(last.get());
    return all;
  }

  private static Optional<CommandEvent> ending(Running running, Instant now) {
    if (!running.inFlight().isEmpty()) {
      return Optional.empty();
    }
    if (running.allDone()) {
      return Optional.of(new CommandEvent.CommandSucceeded(now));
    }
    if (!running.isStopping()) {
      return Optional.empty();
    }
    return Optional.of(
        unknown(running)
            .<CommandEvent>map(reason -> new CommandEvent.CommandOutcomeUnknown(reason, now))
            .orElseGet(() -> stopped(running, now)));
  }

  private static CommandEvent stopped(Running running, Instant now) {
    return running.cancelRequested()
        ? new CommandEvent.CommandCancelled(now)
        : new CommandEvent.CommandFailed(failure(running), now);
  }

  private static Optional<String> unknown(Running running) {
    return running.steps().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof StepState.OutcomeUnknown)
        .map(entry -> "step '" + entry.getKey() + "': " + reason(entry.getValue()))
        .findFirst();
  }

  private static String reason(StepState state) {
    return state instanceof StepState.OutcomeUnknown unknown ? unknown.reason() : "";
  }

  private static Failure failure(Running running) {
    for (Map.Entry<String, StepState> entry : running.steps().entrySet()) {
      if (entry.getValue() instanceof StepState.Failed failed) {
        Failure failure = failed.failure();
        return running.accepted().plan().call()
            ? failure
            : new Failure(failure.code(), "step '" + entry.getKey() + "': " + failure.detail());
      }
    }
    throw new IllegalTransition("The command stops without a failed step");
  }
}
