package io.aios.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.domain.CommandEvent.CommandCancelled;
import io.aios.orchestrator.domain.CommandEvent.CommandFailed;
import io.aios.orchestrator.domain.CommandEvent.CommandOutcomeUnknown;
import io.aios.orchestrator.domain.CommandEvent.CommandSucceeded;
import io.aios.orchestrator.domain.CommandEvent.StepFailed;
import io.aios.orchestrator.domain.CommandEvent.StepOutcomeUnknown;
import io.aios.orchestrator.domain.CommandEvent.StepSkipped;
import io.aios.orchestrator.domain.CommandEvent.StepStarted;
import io.aios.orchestrator.domain.CommandEvent.StepSucceeded;
import io.aios.orchestrator.domain.Intent.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Principal ADA = new Principal("ada", "cli", Set.of("*:read"));
  private static final Options OPTIONS = new Options(Duration.ofMinutes(1), 5, null);
  private static final StepResult RESULT = new StepResult(new Json("{}"), "", new Json("[]"));

  private final List<CommandEvent> events = new ArrayList<>();

  @Test
  void endsASingleCallWithItsOutcome() {
    given(call(false), new Intent.Begin("call"));

    assertThat(when(success("call")))
        .containsExactly(new StepSucceeded("call", RESULT, NOW), new CommandSucceeded(null, NOW));
  }

  @Test
  void failsWithTheStepThatFailedAndRunsNoFurtherOne() {
    given(chain(), new Intent.Begin("a"));

    List<CommandEvent> after = when(fault("a"));

    assertThat(after).hasSize(2);
    assertThat(after.getFirst()).isInstanceOf(StepFailed.class);
    assertThat(((CommandFailed) after.getLast()).failure().detail()).startsWith("step 'a'");
  }

  @Test
  void waitsForParallelStepsBeforeItFails() {
    given(parallel(), new Intent.Begin("a"), new Intent.Begin("b"), fault("a"));

    assertThat(state()).isInstanceOf(Running.class);
    assertThat(when(success("b")).getLast()).isInstanceOf(CommandFailed.class);
  }

  @Test
  void takesASkippedStepForDone() {
    given(call(false));

    assertThat(when(new Intent.Skip("call", "no")))
        .containsExactly(new StepSkipped("call", "no", NOW), new CommandSucceeded(null, NOW));
  }

  @Test
  void cancelsAtOnceWhenNothingRuns() {
    given(chain());

    assertThat(when(new Intent.RequestCancel("ada")).getLast())
        .isEqualTo(new CommandCancelled(NOW));
  }

  @Test
  void cancelsOnlyAfterTheRunningStepEnded() {
    given(chain(), new Intent.Begin("a"));

    assertThat(when(new Intent.RequestCancel("ada"))).hasSize(1);
    assertThat(when(success("a")).getLast()).isEqualTo(new CommandCancelled(NOW));
  }

  @Test
  void succeedsWhenTheCancelCameTooLate() {
    given(call(false), new Intent.Begin("call"), new Intent.RequestCancel("ada"));

    assertThat(when(success("call")).getLast()).isEqualTo(new CommandSucceeded(null, NOW));
  }

  @Test
  void neverRepeatsAStepThatCannotBeRepeated() {
    given(call(false), new Intent.Begin("call"));

    assertThatThrownBy(() -> when(new Intent.Repeat("call"))).isInstanceOf(IllegalTransition.class);
    List<CommandEvent> recovered = when(new Intent.Recover());
    assertThat(recovered.getFirst()).isInstanceOf(StepOutcomeUnknown.class);
    assertThat(recovered.getLast()).isInstanceOf(CommandOutcomeUnknown.class);
  }

  @Test
  void repeatsARepeatableStepAfterACrash() {
    given(call(true), new Intent.Begin("call"));

    assertThat(when(new Intent.Recover())).isEmpty();
    assertThat(when(new Intent.Repeat("call")))
        .containsExactly(new StepStarted("call", 2, true, NOW));
  }

  @Test
  void refusesToBeginAStepBeforeWhatItNeeds() {
    given(chain());

    assertThatThrownBy(() -> when(new Intent.Begin("b"))).isInstanceOf(IllegalTransition.class);
  }

  @Test
  void ignoresACancelAfterTheEnd() {
    given(call(false), new Intent.Begin("call"), success("call"));

    assertThat(when(new Intent.RequestCancel("ada"))).isEmpty();
    assertThatThrownBy(() -> when(success("call"))).isInstanceOf(IllegalTransition.class);
  }

  private void given(Plan plan, Intent... intents) {
    when(new Intent.Accept(ADA, plan, OPTIONS));
    for (Intent intent : intents) {
      when(intent);
    }
  }

  private List<CommandEvent> when(Intent intent) {
    List<CommandEvent> more = Command.decide(state(), intent, NOW);
    events.addAll(more);
    return more;
  }

  private CommandState state() {
    return Command.fold(events);
  }

  private static Intent success(String step) {
    return new Intent.Conclude(step, new Outcome.Success(RESULT));
  }

  private static Intent fault(String step) {
    return new Intent.Conclude(step, new Outcome.Fault(new Failure("tool-error", "no"), null));
  }

  private static Plan call(boolean repeatable) {
    return Plan.ofCall("test_do_it", new Json("{}"), repeatable, false);
  }

  private static Plan chain() {
    return new Plan(List.of(step("a", Set.of()), step("b", Set.of("a"))), false);
  }

  private static Plan parallel() {
    return new Plan(List.of(step("a", Set.of()), step("b", Set.of())), false);
  }

  private static Step step(String id, Set<String> needs) {
    return new Step(id, "test_do_it", new Json("{}"), needs, null, false, StepRules.DEFAULT);
  }
}
