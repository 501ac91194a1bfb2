package io.aios.orchestrator.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command whose steps have not all ended.
 *
 * @param steps state of each step, in the plan's order, with the runs for its items after it
 * @param deadline when its time is over; time that it waits for approval alone does not count
 * @param awaitingSince since when somebody's approval is awaited, if it is
 */
public record Running(
    CommandEvent.CommandAccepted accepted,
    Steps steps,
    boolean cancelRequested,
    Instant deadline,
    @Nullable Instant awaitingSince)
    implements CommandState {

  static Running from(CommandEvent.CommandAccepted accepted) {
    Map<String, StepState> steps = new LinkedHashMap<>();
    accepted.plan().steps().forEach(step -> steps.put(step.id(), new StepState.Pending()));
    Instant deadline = accepted.at().plus(accepted.options().timeout());
    return new Running(accepted, Steps.of(steps), false, deadline, null);
  }

  /** Steps, and runs for items, whose call may be under way. */
  public List<String> inFlight() {
    return named(StepState.Started.class).toList();
  }

  /** Those that wait for somebody's approval. */
  public List<String> awaitingApproval() {
    return named(StepState.AwaitingApproval.class).toList();
  }

  /** What can be gone on with; nothing once the command is being wound up. */
  public List<String> ready(Instant now) {
    if (isStopping()) {
      return List.of();
    }
    Map<String, Integer> room = new HashMap<>();
    return steps.keySet().stream().filter(name -> isReady(name, room, now)).toList();
  }

  private boolean isReady(String name, Map<String, Integer> room, Instant now) {
    return switch (state(name)) {
      case StepState.Pending pending ->
          Items.indexOf(name) < 0
              ? needsAreDone(step(name))
              : room.merge(Items.stepOf(name), roomOf(name, room) - 1, (a, b) -> b) >= 0;
      case StepState.Approved approved -> true;
      case StepState.Waiting waiting -> !now.isBefore(waiting.until());
      case StepState.FannedOut s -> false;
      case StepState.AwaitingApproval s -> false;
      case StepState.Started s -> false;
      case StepState.Succeeded s -> false;
      case StepState.Failed s -> false;
      case StepState.Skipped s -> false;
      case StepState.OutcomeUnknown s -> false;
    };
  }

  private boolean needsAreDone(Step step) {
    return step.needs().stream().allMatch(this::isDone);
  }

  /** How many more items of the same list may be worked on. */
  private int roomOf(String item, Map<String, Integer> known) {
    Integer room = known.get(Items.stepOf(item));
    if (room != null) {
      return room;
    }
    StepRules.ForEach forEach = step(item).rules().forEach();
    int parallel = forEach == null ? Integer.MAX_VALUE : forEach.parallel();
    return parallel - (int) itemsOf(Items.stepOf(item)).filter(this::isUnderWay).count();
  }

  private boolean isUnderWay(String item) {
    return !(state(item) instanceof StepState.Pending) && !hasEnded(item);
  }

  Stream<String> itemsOf(String step) {
    return state(step) instanceof StepState.FannedOut(int count)
        ? java.util.stream.IntStream.range(0, count).mapToObj(i -> Items.name(step, i))
        : Stream.empty();
  }

  /** The earliest time at which something is to be done although nothing happened. */
  public Instant nextDue() {
    Instant due = awaitingSince == null ? deadline : Instant.MAX;
    for (StepState state : steps.values()) {
      Instant at =
          switch (state) {
            case StepState.Waiting waiting -> waiting.until();
            case StepState.AwaitingApproval awaiting -> awaiting.approval().demand().expiresAt();
            default -> Instant.MAX;
          };
      due = at.isBefore(due) ? at : due;
    }
    return due;
  }

  /** Whether no further step may begin. */
  public boolean isStopping() {
    return cancelRequested || stopper().isPresent();
  }

  /** The step whose end keeps others from beginning. */
  Optional<String> stopper() {
    return steps.keySet().stream()
        .filter(
            name ->
                state(name) instanceof StepState.OutcomeUnknown
                    || (state(name) instanceof StepState.Failed && !isTolerated(name)))
        .findFirst();
  }

  /** Whether every step is done, and the plan's answer is still to be computed. */
  public boolean needsAnswer() {
    return accepted.plan().output() != null && !cancelRequested && allDone();
  }

  boolean allDone() {
    return steps.keySet().stream().allMatch(this::isDone);
  }

  /** Ended, and in a way that lets those go on that need it. */
  boolean isDone(String name) {
    StepState state = state(name);
    return state instanceof StepState.Succeeded
        || state instanceof StepState.Skipped
        || (state instanceof StepState.Failed && isTolerated(name));
  }

  boolean hasEnded(String name) {
    return isDone(name)
        || state(name) instanceof StepState.Failed
        || state(name) instanceof StepState.OutcomeUnknown;
  }

  boolean isTolerated(String name) {
    return step(name).rules().onError() == StepRules.OnError.CONTINUE;
  }

  public Step step(String name) {
    return accepted.plan().step(name);
  }

  public StepState state(String name) {
    StepState state = steps.get(name);
    if (state == null) {
      throw new IllegalTransition("There is no step '" + name + "'");
    }
    return state;
  }

  Running cancelling() {
    return new Running(accepted, steps, true, deadline, awaitingSince);
  }

  Running with(String name, StepState state, Instant at) {
    return with(steps.with(name, state), at);
  }

  /** With a run for each item, after the step itself. */
  Running fannedOut(String step, int count, Instant at) {
    Map<String, StepState> changed = new LinkedHashMap<>();
    steps.forEach(
        (name, state) -> {
          changed.put(name, name.equals(step) ? new StepState.FannedOut(count) : state);
          if (name.equals(step)) {
            for (int i = 0; i < count; i++) {
              changed.put(Items.name(step, i), new StepState.Pending());
            }
          }
        });
    return with(Steps.of(changed), at);
  }

  private Running with(Steps changed, Instant at) {
    if (changed.awaitingApproval() > 0) {
      return new Running(
          accepted, changed, cancelRequested, deadline, awaitingSince == null ? at : awaitingSince);
    }
    Instant until =
        awaitingSince == null ? deadline : deadline.plus(Duration.between(awaitingSince, at));
    return new Running(accepted, changed, cancelRequested, until, null);
  }

  private Stream<String> named(Class<? extends StepState> kind) {
    return steps.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(Map.Entry::getKey);
  }
}
