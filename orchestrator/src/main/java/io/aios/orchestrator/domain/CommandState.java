package io.aios.orchestrator.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command as its events tell it. */
public sealed interface CommandState {

  /** There is no command yet. */
  record NotAccepted() implements CommandState {}

  /**
   * @param steps state of each step, in the plan's order
   */
  record Running(
      CommandEvent.CommandAccepted accepted, Map<String, StepState> steps, boolean cancelRequested)
      implements CommandState {
    public Running {
      steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }

    static Running from(CommandEvent.CommandAccepted accepted) {
      Map<String, StepState> steps = new LinkedHashMap<>();
      accepted.plan().steps().forEach(step -> steps.put(step.id(), new StepState.Pending()));
      return new Running(accepted, steps, false);
    }

    public Instant deadline() {
      return accepted.at().plus(accepted.options().timeout());
    }

    /** Steps whose call may be under way. */
    public List<String> inFlight() {
      return steps.entrySet().stream()
          .filter(entry -> entry.getValue() instanceof StepState.Started)
          .map(Map.Entry::getKey)
          .toList();
    }

    /** Pending steps all of whose needs have ended; none once the command is being wound up. */
    public List<Step> ready() {
      if (isStopping()) {
        return List.of();
      }
      return accepted.plan().steps().stream()
          .filter(step -> state(step.id()) instanceof StepState.Pending)
          .filter(step -> step.needs().stream().allMatch(need -> isDone(state(need))))
          .toList();
    }

    /** Whether no further step may begin. */
    public boolean isStopping() {
      return cancelRequested
          || steps.values().stream()
              .anyMatch(
                  state ->
                      state instanceof StepState.Failed
                          || state instanceof StepState.OutcomeUnknown);
    }

    boolean allDone() {
      return steps.values().stream().allMatch(Running::isDone);
    }

    StepState state(String step) {
      StepState state = steps.get(step);
      if (state == null) {
        throw new IllegalTransition("There is no step '" + step + "'");
      }
      return state;
    }

    Running with(String step, StepState state) {
      Map<String, StepState> changed = new LinkedHashMap<>(steps);
      changed.put(step, state);
      return new Running(accepted, changed, cancelRequested);
    }

    private static boolean isDone(StepState state) {
      return state instanceof StepState.Succeeded || state instanceof StepState.Skipped;
    }
  }

  /** Final: nothing happens to it any more. */
  record Ended(Running last, Ending ending, Instant at) implements CommandState {}

  /** How a command ended. */
  sealed interface Ending {
    record Succeeded() implements Ending {}

    record Failed(Failure failure) implements Ending {}

    record Cancelled() implements Ending {}

    record OutcomeUnknown(String reason) implements Ending {}
  }
}
