package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Items;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The expressions of a plan, ready to be evaluated.
 *
 * @param lists of steps that are run for each item
 * @param output the answer's template, as the only member of an object; null when there is none
 */
record CompiledPlan(
    Map<String, Template> arguments,
    Map<String, Expression> conditions,
    Map<String, Expression> lists,
    @Nullable Template output) {
  private static final String VALUE = "value";

  static CompiledPlan ofCall(String step, Template literal) {
    return new CompiledPlan(Map.of(step, literal), Map.of(), Map.of(), null);
  }

  /** Of the step, or of the step that the item belongs to. */
  Template template(String name) {
    Template template = arguments.get(Items.stepOf(name));
    if (template == null) {
      throw new IllegalArgumentException("No step '" + name + "' in the plan");
    }
    return template;
  }

  Optional<Expression> condition(String step) {
    return Optional.ofNullable(conditions.get(step));
  }

  Optional<Expression> list(String step) {
    return Optional.ofNullable(lists.get(step));
  }

  /**
   * The plan's answer.
   *
   * @throws ExpressionError when it has none
   */
  JsonNode answer(Known known) {
    if (output == null) {
      throw new IllegalStateException("The plan answers nothing");
    }
    return output.render(known).path(VALUE);
  }

  /** Compiles a stored plan. */
  static CompiledPlan of(Plan plan, Expressions expressions, JsonMapper json) {
    if (plan.call()) {
      Step only = plan.steps().getFirst();
      return ofCall(only.id(), Template.literal(object(json.readTree(only.arguments().text()))));
    }
    Set<String> ids = plan.steps().stream().map(Step::id).collect(Collectors.toSet());
    return of(plan, expressions.over(ids), json);
  }

  static CompiledPlan of(Plan plan, Expressions.Scope plain, JsonMapper json) {
    Map<String, Template> arguments = new HashMap<>();
    Map<String, Expression> conditions = new HashMap<>();
    Map<String, Expression> lists = new HashMap<>();
    Expressions.Scope ofItems = plain.withItem();
    for (Step step : plan.steps()) {
      ObjectNode written = object(json.readTree(step.arguments().text()));
      StepRules.ForEach forEach = step.rules().forEach();
      arguments.put(step.id(), template(step.id(), written, forEach == null ? plain : ofItems));
      String when = step.when();
      if (when != null) {
        conditions.put(step.id(), condition(step.id(), when, plain));
      }
      if (forEach != null) {
        lists.put(step.id(), list(step.id(), forEach.items(), plain));
      }
    }
    return new CompiledPlan(arguments, conditions, lists, output(plan.output(), plain, json));
  }

  private static @Nullable Template output(
      Plan.@Nullable Output output, Expressions.Scope scope, JsonMapper json) {
    if (output == null) {
      return null;
    }
    ObjectNode wrapped = json.createObjectNode();
    wrapped.set(VALUE, json.readTree(output.template().text()));
    try {
      return Template.compile(wrapped, scope);
    } catch (ExpressionError e) {
      throw new InvalidPlan("", "output " + e.getMessage());
    }
  }

  static Template template(String step, ObjectNode arguments, Expressions.Scope scope) {
    try {
      return Template.compile(arguments, scope);
    } catch (ExpressionError e) {
      throw new InvalidPlan(step, "arguments " + e.getMessage());
    }
  }

  static Expression condition(String step, String when, Expressions.Scope scope) {
    return compiled(step, "when", when, scope);
  }

  static Expression list(String step, String items, Expressions.Scope scope) {
    return compiled(step, "forEach.items", items, scope);
  }

  private static Expression compiled(
      String step, String what, String source, Expressions.Scope scope) {
    try {
      return scope.compile(source);
    } catch (ExpressionError e) {
      throw new InvalidPlan(step, what + ": " + e.getMessage());
    }
  }

  private static ObjectNode object(JsonNode node) {
    return node.asObject();
  }
}
