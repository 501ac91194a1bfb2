package io.aios.orchestrator.bench;

import io.aios.orchestrator.domain.Command;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.domain.StepRules.ForEach;
import io.aios.orchestrator.domain.StepRules.OnError;
import io.aios.orchestrator.domain.StepRules.Retry;
import io.aios.orchestrator.usecase.CommandHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Whole histories of commands of a given length, as the domain decides them. */
final class Streams {
  private static final Principal ADA = new Principal("ada", "bench", Set.of("probe:read"));
  private static final Options OPTIONS = new Options(Duration.ofHours(1), 5, null);
  private static final String ITEMS = "items";
  private static final Failure BROKEN = new Failure("tool-error", "The tool says it is busy");
  private static final StepResult RESULT = result("r".repeat(1_000));

  private final List<CommandEvent> events = new ArrayList<>();
  private final Instant now = Instant.now();
  private CommandState state = new CommandState.NotAccepted();

  private Streams(Plan plan) {
    take(new Intent.Accept(ADA, plan, OPTIONS));
  }

  /** Steps side by side. */
  static CommandHistory plan(int steps) {
    Streams stream =
        new Streams(
            new Plan(IntStream.range(0, steps).mapToObj(i -> step("s" + i, null)).toList(), false));
    IntStream.range(0, steps).forEach(i -> stream.call("s" + i, 1));
    return stream.history();
  }

  /**
   * @param calls of each item; all but the last fail
   */
  static CommandHistory forEach(int items, int calls) {
    StepRules rules =
        new StepRules(
            new ForEach("input", items, Plan.MAX_STEPS),
            calls == 1 ? null : new Retry(calls, Duration.ZERO, 1, Duration.ZERO),
            null,
            OnError.STOP,
            true);
    Streams stream = new Streams(new Plan(List.of(step(ITEMS, rules)), false));
    stream.take(new Intent.FanOut(ITEMS, items));
    IntStream.range(0, items).forEach(i -> stream.call(ITEMS + "[" + i + "]", calls));
    return stream.history();
  }

  private static Step step(String id, StepRules rules) {
    return new Step(id, "probe_read_echo", new Json("{}"), Set.of(), null, true, rules);
  }

  private static StepResult result(String text) {
    return new StepResult(null, text, new Json("[{\"type\":\"text\",\"text\":\"" + text + "\"}]"));
  }

  private void call(String step, int calls) {
    for (int i = 1; i <= calls; i++) {
      take(new Intent.Begin(step));
      Intent.Outcome outcome =
          i == calls ? new Intent.Outcome.Success(RESULT) : new Intent.Outcome.Fault(BROKEN, null);
      take(new Intent.Conclude(step, outcome));
    }
  }

  private void take(Intent intent) {
    for (CommandEvent event : Command.decide(state, intent, now)) {
      state = Command.evolve(state, event);
      events.add(event);
    }
  }

  private CommandHistory history() {
    if (state instanceof Running running) {
      throw new IllegalStateException("Still running: " + running.inFlight());
    }
    return new CommandHistory(UUID.randomUUID(), events.size(), state, events);
  }
}
