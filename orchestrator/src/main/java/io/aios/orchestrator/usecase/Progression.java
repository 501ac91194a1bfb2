package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what can begin: evaluates conditions, computes and checks arguments. */
@Component
final class Progression {
  private final Tools tools;
  private final ArgumentSchemas schemas;
  private final InstantSource clock;

  Progression(Tools tools, ArgumentSchemas schemas, InstantSource clock) {
    this.tools = tools;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * @param history with the beginnings, skips and refusals
   * @param ready calls to make once the history is stored
   */
  record Progress(CommandHistory history, List<Ready> ready) {}

  Progress next(CommandHistory from, CompiledPlan plan) {
    CommandHistory history = from;
    List<Ready> ready = new ArrayList<>();
    while (history.state() instanceof Running running && !running.ready().isEmpty()) {
      Step step = running.ready().getFirst();
      Decision decision = decide(running, step, plan);
      history = history.with(decision.intent(), clock.instant());
      decision.arguments().ifPresent(arguments -> ready.add(new Ready(step, arguments)));
    }
    return new Progress(history, ready);
  }

  /** The arguments of a step that began already, to make its call again. */
  ObjectNode arguments(CommandState state, Step step, CompiledPlan plan) {
    return state instanceof Running running
        ? plan.template(step.id()).render(results(running))
        : plan.template(step.id()).arguments();
  }

  private Decision decide(Running running, Step step, CompiledPlan plan) {
    Optional<String> skipped = skippedNeed(running, step);
    if (skipped.isPresent()) {
      return Decision.skip(step, "'" + skipped.get() + "', which it needs, was skipped");
    }
    try {
      Map<String, StepResult> results = results(running);
      Optional<Expression> condition = plan.condition(step.id());
      if (condition.isPresent() && !holds(condition.get().evaluate(results))) {
        return Decision.skip(step, "its condition is false");
      }
      Template template = plan.template(step.id());
      ObjectNode arguments = template.render(results);
      return template.isLiteral() ? Decision.begin(step, arguments) : checked(step, arguments);
    } catch (ExpressionError e) {
      return Decision.refuse(step, new Failure("expression-error", String.valueOf(e.getMessage())));
    }
  }

  private Decision checked(Step step, ObjectNode arguments) {
    Optional<ToolDescriptor> tool = tools.find(step.tool());
    if (tool.isEmpty()) {
      String detail = "The tool '" + step.tool() + "' is gone";
      return Decision.refuse(step, new Failure(ProblemType.UNKNOWN_TOOL.slug(), detail));
    }
    List<Violation> violations = schemas.check(tool.get(), arguments, Set.of());
    return violations.isEmpty()
        ? Decision.begin(step, arguments)
        : Decision.refuse(
            step,
            new Failure(
                ProblemType.SCHEMA_VIOLATION.slug(), CheckCall.detail(tool.get(), violations)));
  }

  private static boolean holds(JsonNode value) {
    if (!value.isBoolean()) {
      throw new ExpressionError("'when' is " + value.getNodeType() + " and not true or false");
    }
    return value.booleanValue();
  }

  private static Optional<String> skippedNeed(Running running, Step step) {
    return step.needs().stream()
        .filter(need -> running.steps().get(need) instanceof StepState.Skipped)
        .findFirst();
  }

  private static Map<String, StepResult> results(Running running) {
    Map<String, StepResult> results = new HashMap<>();
    running
        .steps()
        .forEach(
            (id, state) -> {
              if (state instanceof StepState.Succeeded succeeded) {
                results.put(id, succeeded.result());
              }
            });
    return results;
  }

  private record Decision(Intent intent, Optional<ObjectNode> arguments) {
    static Decision begin(Step step, ObjectNode arguments) {
      return new Decision(new Intent.Begin(step.id()), Optional.of(arguments));
    }

    static Decision skip(Step step, String reason) {
      return new Decision(new Intent.Skip(step.id(), reason), Optional.empty());
    }

    static Decision refuse(Step step, Failure failure) {
      return new Decision(new Intent.Refuse(step.id(), failure), Optional.empty());
    }
  }
}
