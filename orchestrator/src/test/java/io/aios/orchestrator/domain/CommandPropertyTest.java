package io.aios.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.domain.CommandEvent.StepStarted;
import io.aios.orchestrator.domain.CommandState.Ended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random plans under random intents, legal and not, with crashes between them. */
class CommandPropertyTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  @Property(tries = 5_000)
  void anyIntentsKeepTheInvariants(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int steps) {
    RandomCommand random = new RandomCommand(new Random(seed));
    List<CommandEvent> stream = new ArrayList<>();
    CommandState state = new CommandState.NotAccepted();
    Plan plan = random.plan(steps);
    for (int i = 0; i < 80; i++) {
      Instant now = START.plusSeconds(i);
      Intent intent = i == 0 ? random.accept(plan) : random.intent(plan, state, now);
      for (CommandEvent event : decideOrNothing(state, intent, now)) {
        assertThat(state instanceof Ended && !(event instanceof CommandEvent.CommandUndoRequested))
            .isFalse();
        state = Command.evolve(state, event);
        stream.add(event);
      }
      checkGoesOn(state, now);
    }
    assertThat(Command.fold(stream)).isEqualTo(state);
    assertThat(stream.stream().filter(CommandPropertyTest::isFinal).count()).isLessThanOrEqualTo(1);
    checkStarts(stream, plan);
    checkUndo(stream);
  }

  private static List<CommandEvent> decideOrNothing(
      CommandState state, Intent intent, Instant now) {
    try {
      return Command.decide(state, intent, now);
    } catch (IllegalTransition refused) {
      return List.of();
    }
  }

  /**
   * A step that cannot be repeated starts once, or again after a call that had no effect; none
   * starts before what it needs, nor before it was approved when that was asked for.
   */
  private static void checkStarts(List<CommandEvent> stream, Plan plan) {
    Set<String> done = new HashSet<>();
    Set<String> open = new HashSet<>();
    Map<String, Integer> approvals = new HashMap<>();
    Map<String, Json> arguments = new HashMap<>();
    for (CommandEvent event : stream) {
      switch (event) {
        case StepStarted begun -> {
          Step step = plan.step(begun.step());
          assertThat(open.add(begun.step()) || step.repeatable()).isTrue();
          assertThat(done).containsAll(step.needs());
          assertThat(approvals.getOrDefault(begun.step(), 0)).isLessThanOrEqualTo(0);
        }
        case CommandEvent.StepRetryScheduled retry -> open.remove(retry.step());
        case CommandEvent.StepApprovalRequested asked -> {
          open.remove(asked.step());
          approvals.put(asked.step(), asked.demand().approvers());
          arguments.put(asked.step(), asked.arguments());
        }
        case CommandEvent.StepApproved yes -> {
          assertThat(yes.by()).isNotEqualTo(RandomCommand.REQUESTER);
          Json edited = yes.arguments();
          if (edited != null && !edited.equals(arguments.put(yes.step(), edited))) {
            approvals.put(yes.step(), RandomCommand.APPROVERS - 1);
          } else {
            approvals.merge(yes.step(), -1, Integer::sum);
          }
        }
        case CommandEvent.StepSucceeded one -> assertThat(done.add(one.step())).isTrue();
        case CommandEvent.StepGathered one -> assertThat(done.add(one.step())).isTrue();
        case CommandEvent.StepSkipped pass -> done.add(pass.step());
        case CommandEvent.StepFailed failed -> {
          if (plan.step(failed.step()).rules().onError() == StepRules.OnError.CONTINUE) {
            done.add(failed.step());
          }
        }
        default -> {}
      }
    }
  }

  /** Undone in reverse, one at a time, and nothing twice. */
  private static void checkUndo(List<CommandEvent> stream) {
    List<String> succeeded = new ArrayList<>();
    Set<String> undone = new HashSet<>();
    String open = "";
    int last = Integer.MAX_VALUE;
    for (CommandEvent event : stream) {
      switch (event) {
        case CommandEvent.StepSucceeded done -> succeeded.add(done.step());
        case CommandEvent.CommandUndoRequested asked -> last = Integer.MAX_VALUE;
        case CommandEvent.StepUndoStarted started -> {
          assertThat(open).isEmpty();
          assertThat(undone).doesNotContain(started.step());
          int place = succeeded.indexOf(started.step());
          if (place >= 0) {
            assertThat(place).isLessThan(last);
            last = place;
          }
          open = started.step();
        }
        case CommandEvent.StepUndone done -> {
          assertThat(undone.add(done.step())).isTrue();
          open = "";
        }
        case CommandEvent.UndoEvent other -> open = other.step().equals(open) ? "" : open;
        default -> {}
      }
    }
  }

  /** Whatever is not over has something to do or to wait for. */
  private static void checkGoesOn(CommandState state, Instant now) {
    switch (state) {
      case CommandState.NotAccepted nothing -> {}
      case Ended ended -> assertThat(ended.last().inFlight()).isEmpty();
      case Undoing undoing ->
          assertThat(undoing.next().isPresent() || undoing.inFlight().isPresent()).isTrue();
      case Running running -> {
        boolean waits =
            running.awaitingSince() != null
                || running.steps().values().stream().anyMatch(StepState.Waiting.class::isInstance);
        assertThat(
                !running.inFlight().isEmpty()
                    || !running.ready(now).isEmpty()
                    || (waits && !running.isStopping())
                    || running.needsAnswer())
            .as(() -> "goes on: " + running.steps())
            .isTrue();
        assertThat(running.nextDue()).isNotNull();
      }
    }
  }

  private static boolean isFinal(CommandEvent event) {
    return event instanceof CommandEvent.CommandSucceeded
        || event instanceof CommandEvent.CommandFailed
        || event instanceof CommandEvent.CommandCancelled
        || event instanceof CommandEvent.CommandOutcomeUnknown;
  }
}
