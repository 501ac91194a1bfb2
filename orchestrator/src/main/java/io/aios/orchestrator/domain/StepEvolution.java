package io.aios.orchestrator.domain;

import static io.aios.orchestrator.domain.Evolution.name;

import io.aios.orchestrator.domain.CommandEvent.StepEvent;
import io.aios.orchestrator.domain.StepState.Approved;
import io.aios.orchestrator.domain.StepState.AwaitingApproval;
import io.aios.orchestrator.domain.StepState.Pending;
import io.aios.orchestrator.domain.StepState.Started;
import io.aios.orchestrator.domain.StepState.Succeeded;
import io.aios.orchestrator.domain.StepState.Waiting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event of a step makes of a running command. */
final class StepEvolution {
  private StepEvolution() {}

  static Running after(Running running, StepEvent event) {
    StepState state = running.state(event.step());
    if (event instanceof CommandEvent.StepFannedOut fanOut) {
      require(state instanceof Pending, event, state);
      return running.fannedOut(fanOut.step(), fanOut.count(), fanOut.at());
    }
    return running.with(event.step(), next(running, state, event), event.at());
  }

  private static StepState next(Running running, StepState state, StepEvent event) {
    return switch (event) {
      case CommandEvent.StepFannedOut fanOut -> throw illegal(event, state);
      case CommandEvent.StepGathered gathered -> {
        require(state instanceof StepState.FannedOut, event, state);
        yield new Succeeded(
            gathered(running, event.step()), event.at(), event.at(), order(running));
      }
      case CommandEvent.StepApprovalRequested asked -> {
        boolean turnedAway = state instanceof Started started && started.approved() == null;
        require(state instanceof Pending || turnedAway, event, state);
        yield new AwaitingApproval(
            new Approval(asked.demand(), asked.arguments(), List.of(), asked.at()));
      }
      case CommandEvent.StepApproved approved -> approved(state, approved);
      case CommandEvent.StepStarted started -> started(state, started);
      case CommandEvent.StepRetryScheduled retry ->
          state instanceof Started begun
              ? new Waiting(begun.attempt(), retry.until(), retry.failure(), begun.approved())
              : illegalState(event, state);
      case CommandEvent.StepSucceeded done ->
          new Succeeded(done.result(), startOf(state, event), done.at(), order(running));
      case CommandEvent.StepFailed failed -> {
        require(!hasEnded(state), event, state);
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

  private static StepState approved(StepState state, CommandEvent.StepApproved event) {
    if (!(state instanceof AwaitingApproval(Approval before))) {
      return illegalState(event, state);
    }
    Approval after = before.with(event.by(), event.arguments());
    return after.complete() ? new Approved(after.arguments(), 0) : new AwaitingApproval(after);
  }

  private static StepState started(StepState state, CommandEvent.StepStarted event) {
    @Nullable Json approved =
        switch (state) {
          case Approved begins -> begins.arguments();
          case Waiting again -> again.approved();
          case Started earlier -> earlier.approved();
          default -> null;
        };
    boolean legal =
        state instanceof Pending
            || state instanceof Approved
            || state instanceof Waiting
            || (state instanceof Started earlier && earlier.repeatable());
    require(legal, event, state);
    return new Started(event.attempt(), event.repeatable(), event.at(), approved);
  }

  private static StepResult gathered(Running running, String step) {
    List<@Nullable StepResult> results =
        running
            .itemsOf(step)
            .<@Nullable StepResult>map(
                item -> running.state(item) instanceof Succeeded done ? done.result() : null)
            .toList();
    return StepResult.gathered(results);
  }

  private static int order(Running running) {
    return running.steps().succeeded();
  }

  private static boolean hasEnded(StepState state) {
    return state instanceof Succeeded
        || state instanceof StepState.Failed
        || state instanceof StepState.Skipped
        || state instanceof StepState.OutcomeUnknown;
  }

  private static Instant startOf(StepState state, StepEvent event) {
    if (state instanceof Started started) {
      return started.at();
    }
    throw illegal(event, state);
  }

  private static void require(boolean legal, StepEvent event, StepState state) {
    if (!legal) {
      throw illegal(event, state);
    }
  }

  private static StepState illegalState(StepEvent event, StepState state) {
    throw illegal(event, state);
  }

  /** Without their contents: results may be long, or private. */
  private static IllegalTransition illegal(StepEvent event, StepState state) {
    return new IllegalTransition(
        name(event) + " of step '" + event.step() + "', which is " + name(state));
  }
}
