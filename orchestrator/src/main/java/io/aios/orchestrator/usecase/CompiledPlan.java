package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The expressions of a plan, ready to be evaluated. */
record CompiledPlan(Map<String, Template> arguments, Map<String, Expression> conditions) {

  Template template(String step) {
    Template template = arguments.get(step);
    if (template == null) {
      throw new IllegalArgumentException("No step '" + step + "' in the plan");
    }
    return template;
  }

  Optional<Expression> condition(String step) {
    return Optional.ofNullable(conditions.get(step));
  }

  /** Compiles a stored plan. */
  static CompiledPlan of(Plan plan, Expressions expressions, JsonMapper json) {
    Map<String, Template> arguments = new HashMap<>();
    Map<String, Expression> conditions = new HashMap<>();
    if (plan.call()) {
      Step only = plan.steps().getFirst();
      arguments.put(only.id(), Template.literal(object(json.readTree(only.arguments().text()))));
      return new CompiledPlan(arguments, conditions);
    }
    Set<String> ids = plan.steps().stream().map(Step::id).collect(Collectors.toSet());
    Expressions.Scope scope = expressions.over(ids);
    for (Step step : plan.steps()) {
      ObjectNode written = object(json.readTree(step.arguments().text()));
      arguments.put(step.id(), template(step.id(), written, scope));
      String when = step.when();
      if (when != null) {
        conditions.put(step.id(), condition(step.id(), when, scope));
      }
    }
    return new CompiledPlan(arguments, conditions);
  }

  static Template template(String step, ObjectNode arguments, Expressions.Scope scope) {
    try {
      return Template.compile(arguments, scope);
    } catch (ExpressionError e) {
      throw new InvalidPlan(step, "arguments " + e.getMessage());
    }
  }

  static Expression condition(String step, String when, Expressions.Scope scope) {
    try {
      return scope.compile(when);
    } catch (ExpressionError e) {
      throw new InvalidPlan(step, "when: " + e.getMessage());
    }
  }

  private static ObjectNode object(JsonNode node) {
    return node.asObject();
  }
}
