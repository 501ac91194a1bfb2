package io.aios.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.domain.CommandEvent.StepStarted;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.Intent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random plans under random intents, legal and not, with crashes between them. */
class CommandPropertyTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final StepResult RESULT = new StepResult(null, "", new Json("[]"));

  @Property(tries = 5_000)
  void anyIntentsKeepTheInvariants(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int steps) {
    Random random = new Random(seed);
    List<CommandEvent> stream = new ArrayList<>();
    CommandState state = new CommandState.NotAccepted();
    Plan plan = plan(random, steps);
    Intent accept =
        new Intent.Accept(
            new Principal("ada", "cli", Set.of()),
            plan,
            new Options(Duration.ofSeconds(50), 5, null));
    for (int i = 0; i < 60; i++) {
      Instant now = START.plusSeconds(i);
      Intent intent = i == 0 ? accept : intent(random, plan, state);
      List<CommandEvent> events = decideOrNothing(state, intent, now);
      for (CommandEvent event : events) {
        assertThat(state).isNotInstanceOf(Ended.class);
        state = Command.evolve(state, event);
      }
      stream.addAll(events);
    }
    assertThat(Command.fold(stream)).isEqualTo(state);
    assertThat(stream.stream().filter(CommandPropertyTest::isFinal).count()).isLessThanOrEqualTo(1);
    checkStarts(stream, plan);
    checkEnd(state);
  }

  private static List<CommandEvent> decideOrNothing(
      CommandState state, Intent intent, Instant now) {
    try {
      return Command.decide(state, intent, now);
    } catch (IllegalTransition refused) {
      return List.of();
    }
  }

  /** A step that cannot be repeated starts once, and never before what it needs. */
  private static void checkStarts(List<CommandEvent> stream, Plan plan) {
    Set<String> succeeded = new HashSet<>();
    Set<String> skipped = new HashSet<>();
    Set<String> started = new HashSet<>();
    for (CommandEvent event : stream) {
      switch (event) {
        case StepStarted begun -> {
          Step step = plan.step(begun.step());
          assertThat(started.add(begun.step()) || step.repeatable()).isTrue();
          assertThat(step.needs())
              .allMatch(need -> succeeded.contains(need) || skipped.contains(need));
        }
        case CommandEvent.StepSucceeded done -> assertThat(succeeded.add(done.step())).isTrue();
        case CommandEvent.StepSkipped pass -> skipped.add(pass.step());
        default -> {}
      }
    }
  }

  private static void checkEnd(CommandState state) {
    if (state instanceof Ended ended) {
      assertThat(ended.last().inFlight()).isEmpty();
    }
    if (state instanceof Running running) {
      assertThat(running.inFlight().isEmpty() && running.ready().isEmpty())
          .as("a command that runs has something to run or to wait for")
          .isFalse();
    }
  }

  private static boolean isFinal(CommandEvent event) {
    return event instanceof CommandEvent.CommandSucceeded
        || event instanceof CommandEvent.CommandFailed
        || event instanceof CommandEvent.CommandCancelled
        || event instanceof CommandEvent.CommandOutcomeUnknown;
  }

  private static Intent intent(Random random, Plan plan, CommandState state) {
    String step = plan.steps().get(random.nextInt(plan.steps().size())).id();
    if (state instanceof Running running && random.nextBoolean() && !running.ready().isEmpty()) {
      step = running.ready().get(random.nextInt(running.ready().size())).id();
    }
    return switch (random.nextInt(14)) {
      case 0 -> new Intent.RequestCancel("ada");
      case 1 -> new Intent.Recover();
      case 2 -> new Intent.Repeat(step);
      case 3 -> new Intent.Skip(step, "no");
      case 4 -> new Intent.Refuse(step, new Failure("expression-error", "no"));
      case 5 -> new Intent.Expire();
      case 6 -> conclude(step, new Outcome.Fault(new Failure("tool-error", "no"), null));
      case 7 -> conclude(step, new Outcome.Unknown("lost"));
      case 8, 9, 10 -> conclude(step, new Outcome.Success(RESULT));
      default -> new Intent.Begin(step);
    };
  }

  private static Intent conclude(String step, Outcome outcome) {
    return new Intent.Conclude(step, outcome);
  }

  private static Plan plan(Random random, int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<String> needs = new HashSet<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("s" + j);
        }
      }
      steps.add(new Step("s" + i, "test_do_it", new Json("{}"), needs, null, random.nextBoolean()));
    }
    return new Plan(steps, false);
  }
}
