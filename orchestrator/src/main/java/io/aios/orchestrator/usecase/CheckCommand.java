package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.DryRunReport.StepReport;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.platform.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a request whole, before anything of it runs. */
@Component
final class CheckCommand {
  private final CheckCall calls;
  private final Expressions expressions;
  private final PlanLimits limits;
  private final JsonMapper json;

  CheckCommand(CheckCall calls, Expressions expressions, PlanLimits limits, JsonMapper json) {
    this.calls = calls;
    this.expressions = expressions;
    this.limits = limits;
    this.json = json;
  }

  /**
   * @throws Problem {@code MALFORMED_REQUEST}, {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED},
   *     {@code SCHEMA_VIOLATION}, {@code INVALID_PLAN}
   */
  CheckedCommand check(Principal principal, CommandRequest request) {
    String tool = request.tool();
    List<StepRequest> steps = request.steps();
    if ((tool == null) == (steps == null)) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "Exactly one of 'tool', 'steps' and 'text' is wanted");
    }
    try {
      return tool == null
          ? plan(principal, steps == null ? List.of() : steps)
          : call(principal, tool, request);
    } catch (InvalidPlan e) {
      throw new Problem(ProblemType.INVALID_PLAN, String.valueOf(e.getMessage()))
          .with("step", e.step());
    }
  }

  private CheckedCommand call(Principal principal, String name, CommandRequest request) {
    ObjectNode arguments = object(request.arguments());
    limits.checkDepth("", arguments);
    ToolDescriptor tool = calls.permitted(principal, name, null);
    Template literal = Template.literal(arguments);
    calls.matches(tool, literal, null);
    Plan plan = Plan.ofCall(name, new Json(arguments.toString()), tool.repeatable());
    Step step = plan.steps().getFirst();
    return new CheckedCommand(
        plan,
        new CompiledPlan(Map.of(step.id(), literal), Map.of()),
        List.of(report(step, tool, literal)));
  }

  private CheckedCommand plan(Principal principal, List<StepRequest> requests) {
    limits.checkCount(requests);
    Set<String> ids = new HashSet<>();
    requests.forEach(step -> ids.add(limits.name(step)));
    Expressions.Scope scope = expressions.over(ids);
    Map<String, Template> templates = new HashMap<>();
    Map<String, Expression> conditions = new HashMap<>();
    Map<String, ToolDescriptor> tools = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (StepRequest request : requests) {
      String id = request.id();
      ObjectNode arguments = object(request.arguments());
      limits.checkDepth(id, arguments);
      Template template = CompiledPlan.template(id, arguments, scope);
      templates.put(id, template);
      Set<String> needs = new HashSet<>(request.needs() == null ? List.of() : request.needs());
      needs.addAll(template.references());
      String when = request.when();
      if (when != null) {
        Expression condition = CompiledPlan.condition(id, when, scope);
        conditions.put(id, condition);
        needs.addAll(condition.references());
      }
      ToolDescriptor tool = calls.permitted(principal, limits.tool(request), id);
      tools.put(id, tool);
      Json written = new Json(arguments.toString());
      steps.add(new Step(id, tool.name(), written, needs, when, tool.repeatable()));
    }
    Plan plan = new Plan(steps, false);
    limits.checkSize(plan);
    plan.steps().forEach(step -> calls.matches(of(tools, step), of(templates, step), step.id()));
    List<StepReport> reports =
        plan.steps().stream()
            .map(step -> report(step, of(tools, step), of(templates, step)))
            .collect(Collectors.toList());
    return new CheckedCommand(plan, new CompiledPlan(templates, conditions), reports);
  }

  private static <T> T of(Map<String, T> byStep, Step step) {
    T value = byStep.get(step.id());
    if (value == null) {
      throw new IllegalStateException("Step '" + step.id() + "' was not checked");
    }
    return value;
  }

  private static StepReport report(Step step, ToolDescriptor tool, Template template) {
    return new StepReport(
        step.id(),
        tool.name(),
        tool.risk(),
        tool.permission().toString(),
        tool.repeatable(),
        step.needs(),
        step.when(),
        template.unknown().isEmpty());
  }

  private ObjectNode object(@Nullable Map<String, Object> arguments) {
    return arguments == null ? json.createObjectNode() : json.valueToTree(arguments);
  }
}
