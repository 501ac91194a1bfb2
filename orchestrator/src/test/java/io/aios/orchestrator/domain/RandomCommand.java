package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.StepRules.ForEach;
import io.aios.orchestrator.domain.StepRules.OnError;
import io.aios.orchestrator.domain.StepRules.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Plans and intents of every kind; about half of the intents fit the state. */
final class RandomCommand {
  static final String REQUESTER = "ada";
  static final int APPROVERS = 2;
  private static final List<String> PEOPLE = List.of(REQUESTER, "bob", "eve", "kim");
  private static final List<OnError> ON_ERRORS = List.of(OnError.values());
  private static final Undo UNDO = new Undo.Possible("test_undo_it", new Json("{}"), null);

  private final Random random;

  RandomCommand(Random random) {
    this.random = random;
  }

  Intent accept(Plan plan) {
    Principal principal = new Principal(REQUESTER, "cli", Set.of());
    return new Intent.Accept(principal, plan, new Options(Duration.ofSeconds(60), 5, null));
  }

  Plan plan(int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<String> needs = new HashSet<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("s" + j);
        }
      }
      steps.add(
          new Step(
              "s" + i, "test_do_it", new Json("{}"), needs, null, random.nextBoolean(), rules()));
    }
    Plan.Output output =
        random.nextInt(3) == 0 ? new Plan.Output(new Json("\"${s0.text}\""), null) : null;
    return new Plan(steps, false, null, output, null);
  }

  Intent intent(Plan plan, CommandState state, Instant now) {
    if (state instanceof Undoing undoing && random.nextInt(4) > 0) {
      String step = undoing.next().or(undoing::inFlight).orElse("s0");
      return random.nextBoolean()
          ? new Intent.BeginUndo(step, random.nextBoolean())
          : new Intent.ConcludeUndo(step, outcome());
    }
    String step = step(plan, state, now);
    return switch (random.nextInt(23)) {
      case 0 -> new Intent.RequestCancel(person());
      case 1 -> new Intent.Recover();
      case 2 -> new Intent.Repeat(step);
      case 3 -> new Intent.Skip(step, "no");
      case 4 -> new Intent.Refuse(step, new Failure("expression-error", "no"));
      case 5 -> new Intent.Expire();
      case 6, 7 -> new Intent.FanOut(step, random.nextInt(5));
      case 8 -> new Intent.AskApproval(step, new Json("{}"), demand(now));
      case 9, 10 ->
          new Intent.Approve(step, person(), random.nextInt(4) == 0 ? new Json("{\"a\":1}") : null);
      case 11 -> new Intent.Reject(step, person(), "no");
      case 12 -> new Intent.Answer(new Json("1"));
      case 13 -> new Intent.AnswerFailed(new Failure("expression-error", "no"));
      case 14 -> new Intent.RequestUndo(new Principal(REQUESTER, "cli", Set.of()));
      case 22 -> new Intent.Resume();
      case 15, 16, 17, 18 -> new Intent.Conclude(step, outcome());
      default -> new Intent.Begin(step);
    };
  }

  private String step(Plan plan, CommandState state, Instant now) {
    if (state instanceof Running running && random.nextInt(3) > 0) {
      List<String> ready =
          switch (random.nextInt(3)) {
            case 0 -> running.inFlight();
            case 1 -> running.awaitingApproval();
            default -> running.ready(now);
          };
      if (!ready.isEmpty()) {
        return ready.get(random.nextInt(ready.size()));
      }
    }
    return plan.steps().get(random.nextInt(plan.steps().size())).id();
  }

  private Outcome outcome() {
    return switch (random.nextInt(6)) {
      case 0 -> new Outcome.Fault(new Failure("tool-error", "no"), null, random.nextBoolean());
      case 1 -> new Outcome.Unknown("lost");
      default ->
          new Outcome.Success(
              new StepResult(null, "", new Json("[]"), random.nextBoolean() ? UNDO : null));
    };
  }

  private StepRules rules() {
    return new StepRules(
        random.nextInt(3) == 0 ? new ForEach("input", 3, 1 + random.nextInt(3)) : null,
        random.nextInt(3) == 0
            ? new Retry(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(9))
            : null,
        null,
        ON_ERRORS.get(random.nextInt(ON_ERRORS.size())),
        random.nextInt(4) == 0);
  }

  private static Approval.Demand demand(Instant now) {
    return new Approval.Demand("rule", APPROVERS, true, "approvals:decide", now.plusSeconds(25));
  }

  private String person() {
    return PEOPLE.get(random.nextInt(PEOPLE.size()));
  }
}
