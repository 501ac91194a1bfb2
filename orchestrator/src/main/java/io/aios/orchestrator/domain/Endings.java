package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.CommandUndoRequested;
import io.aios.orchestrator.domain.CommandEvent.CommandUndone;
import io.aios.orchestrator.domain.CommandEvent.StepFailed;
import io.aios.orchestrator.domain.CommandEvent.StepGathered;
import io.aios.orchestrator.domain.CommandState.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows by itself: lists that are done, the end of a command, the end of its undoing. */
final class Endings {
  private Endings() {}

  /** The events, and those that they leave nothing else to happen than. */
  static List<CommandEvent> conclude(CommandState before, List<CommandEvent> events, Instant now) {
    if (events.isEmpty()) {
      return events;
    }
    List<CommandEvent> all = new ArrayList<>(events);
    CommandState after = Command.fold(before, events);
    List<CommandEvent> more = following(after, now);
    while (!more.isEmpty()) {
      all.addAll(more);
      after = Command.fold(after, more);
      more = following(after, now);
    }
    return all;
  }

  private static List<CommandEvent> following(CommandState state, Instant now) {
    return switch (state) {
      case CommandState.NotAccepted nothing -> List.of();
      case Running running -> following(running, now);
      case Undoing undoing ->
          undoing.next().isEmpty() && undoing.inFlight().isEmpty()
              ? List.of(new CommandUndone(undoing.log().complete(), now))
              : List.of();
      case Ended ended ->
          ended.undone() == null && wantsCompensation(ended.last()) && !Undos.left(ended).isEmpty()
              ? Command.undo(
                  ended, new CommandUndoRequested(ended.last().accepted().principal(), now))
              : List.of();
    };
  }

  private static List<CommandEvent> following(Running running, Instant now) {
    List<CommandEvent> gathered =
        running.steps().keySet().stream()
            .filter(step -> running.state(step) instanceof StepState.FannedOut)
            .filter(step -> running.itemsOf(step).allMatch(running::isDone))
            .<CommandEvent>map(step -> new StepGathered(step, now))
            .toList();
    if (!gathered.isEmpty()) {
      return gathered;
    }
    if (!running.inFlight().isEmpty()) {
      return List.of();
    }
    if (running.allDone() && running.accepted().plan().output() == null) {
      return List.of(new CommandEvent.CommandSucceeded(null, now));
    }
    return running.isStopping() ? stopped(running, now) : List.of();
  }

  /** Lists that were broken off fail before the command does. */
  private static List<CommandEvent> stopped(Running running, Instant now) {
    List<CommandEvent> events = new ArrayList<>();
    Failure brokenOff = new Failure(Failure.CANCELLED, "not all of its items were done");
    running.steps().keySet().stream()
        .filter(step -> running.state(step) instanceof StepState.FannedOut)
        .filter(step -> !running.isTolerated(step))
        .forEach(step -> events.add(new StepFailed(step, brokenOff, null, now)));
    events.add(end(running, now));
    return events;
  }

  private static CommandEvent end(Running running, Instant now) {
    Optional<String> unknown =
        running.steps().keySet().stream()
            .filter(name -> running.state(name) instanceof StepState.OutcomeUnknown)
            .findFirst();
    if (unknown.isPresent()) {
      String reason = "step '" + unknown.get() + "': " + reason(running.state(unknown.get()));
      return new CommandEvent.CommandOutcomeUnknown(reason, now);
    }
    return running.cancelRequested()
        ? new CommandEvent.CommandCancelled(now)
        : new CommandEvent.CommandFailed(failure(running), now);
  }

  private static boolean wantsCompensation(Running last) {
    return !last.cancelRequested()
        && last.stopper()
            .filter(name -> last.step(name).rules().onError() == StepRules.OnError.COMPENSATE)
            .isPresent();
  }

  private static String reason(StepState state) {
    return state instanceof StepState.OutcomeUnknown unknown ? unknown.reason() : "";
  }

  /** An item's own failure says more than that of its list. */
  private static Failure failure(Running running) {
    List<String> failed =
        running.steps().keySet().stream()
            .filter(name -> running.state(name) instanceof StepState.Failed)
            .filter(name -> !running.isTolerated(name))
            .toList();
    String name =
        failed.stream()
            .filter(one -> Items.indexOf(one) >= 0)
            .findFirst()
            .orElseGet(
                () ->
                    failed.stream()
                        .findFirst()
                        .orElseThrow(
                            () ->
                                new IllegalTransition("The command stops without a failed step")));
    if (!(running.state(name) instanceof StepState.Failed(Failure failure, var r, var s, var at))) {
      throw new IllegalTransition("Step '" + name + "' has not failed");
    }
    return running.accepted().plan().call()
        ? failure
        : new Failure(failure.code(), "step '" + name + "': " + failure.detail());
  }
}
