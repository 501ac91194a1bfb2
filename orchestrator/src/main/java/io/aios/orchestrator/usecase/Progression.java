package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Goes on with a command as far as it goes without an answer from outside. */
@Component
final class Progression {
  private final StepDecision steps;
  private final UndoDecision undos;
  private final ArgumentSchemas schemas;
  private final JsonMapper json;
  private final InstantSource clock;

  Progression(
      StepDecision steps,
      UndoDecision undos,
      ArgumentSchemas schemas,
      JsonMapper json,
      InstantSource clock) {
    this.steps = steps;
    this.undos = undos;
    this.schemas = schemas;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param history with what was decided
   * @param ready calls to make once the history is stored
   */
  record Progress(CommandHistory history, List<Ready> ready) {}

  Progress next(CommandHistory from, CompiledPlan plan) {
    Instant now = clock.instant();
    CommandHistory history = from;
    List<Ready> ready = new ArrayList<>();
    while (true) {
      CommandHistory before = history;
      history =
          switch (history.state()) {
            case Running running -> advance(history, running, plan, ready, now);
            case Undoing undoing -> undos.next(history, undoing, ready, now);
            default -> history;
          };
      if (history.version() == before.version()) {
        return new Progress(history, ready);
      }
    }
  }

  private CommandHistory advance(
      CommandHistory history, Running running, CompiledPlan plan, List<Ready> ready, Instant now) {
    if (isLate(running, now)) {
      return running.inFlight().isEmpty() && !running.isStopping()
          ? history.with(new Intent.Expire(), now)
          : history;
    }
    if (hasExpiredApproval(running, now)) {
      return history.with(new Intent.Expire(), now);
    }
    if (running.needsAnswer()) {
      return history.with(answer(running, plan), now);
    }
    List<String> names = running.ready(now);
    return names.isEmpty() ? history : steps.take(history, names, plan, ready, now);
  }

  private static boolean isLate(Running running, Instant now) {
    return running.awaitingSince() == null && !now.isBefore(running.deadline());
  }

  private static boolean hasExpiredApproval(Running running, Instant now) {
    return running.awaitingSince() != null
        && !running.isStopping()
        && running.awaitingApproval().stream()
            .map(running::state)
            .anyMatch(state -> StepDecision.isExpired(state, now));
  }

  private Intent answer(Running running, CompiledPlan plan) {
    try {
      JsonNode answer = plan.answer(Known.of(running));
      Plan.Output output = running.accepted().plan().output();
      Json schema = output == null ? null : output.schema();
      List<Violation> violations =
          schema == null
              ? List.of()
              : schemas.check(json.readTree(schema.text()), answer, Set.of());
      return violations.isEmpty()
          ? new Intent.Answer(new Json(answer.toString()))
          : new Intent.AnswerFailed(mismatch(violations.getFirst()));
    } catch (ExpressionError e) {
      return new Intent.AnswerFailed(new Failure("expression-error", "output: " + e.getMessage()));
    }
  }

  private static Failure mismatch(Violation first) {
    return new Failure(
        ProblemType.SCHEMA_VIOLATION.slug(),
        "the plan's output does not match its schema: " + first.pointer() + " " + first.message());
  }
}
