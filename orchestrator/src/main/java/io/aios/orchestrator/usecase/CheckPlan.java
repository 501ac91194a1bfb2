package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.DryRunReport.StepReport;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.platform.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a plan: its steps, their tools and permissions, every expression, the arguments. */
@Component
final class CheckPlan {
  private final CheckCall calls;
  private final ArgumentSchemas schemas;
  private final Expressions expressions;
  private final PlanLimits limits;
  private final JsonMapper json;

  CheckPlan(
      CheckCall calls,
      ArgumentSchemas schemas,
      Expressions expressions,
      PlanLimits limits,
      JsonMapper json) {
    this.calls = calls;
    this.schemas = schemas;
    this.expressions = expressions;
    this.limits = limits;
    this.json = json;
  }

  /**
   * A saved plan with an input.
   *
   * @throws Problem {@code SCHEMA_VIOLATION} when the input does not match, and those of {@link
   *     #check}
   */
  CheckedCommand saved(Principal principal, SavedPlan plan, @Nullable Object input) {
    JsonNode given = input == null ? json.createObjectNode() : json.valueToTree(input);
    JsonNode schema = json.valueToTree(plan.inputSchema());
    List<Violation> violations = schemas.check(schema, given, Set.of());
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      throw new Problem(
              ProblemType.SCHEMA_VIOLATION,
              "Plan '%s' does not take this input: %s %s"
                  .formatted(plan.reference(), first.pointer(), first.message()))
          .with("pointer", first.pointer())
          .with("violations", violations);
    }
    return check(principal, PlanDraft.of(plan, given, json));
  }

  /**
   * @throws InvalidPlan when it can never be run
   * @throws Problem {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED}, {@code SCHEMA_VIOLATION}
   */
  CheckedCommand check(Principal principal, PlanDraft draft) {
    limits.checkCount(draft.steps());
    Set<String> ids = new HashSet<>();
    draft.steps().forEach(step -> ids.add(limits.name(step)));
    Expressions.Scope scope = expressions.over(ids);
    Map<String, ToolDescriptor> tools = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    for (StepRequest request : draft.steps()) {
      ToolDescriptor tool = calls.permitted(principal, limits.tool(request), request.id());
      tools.put(request.id(), tool);
      steps.add(step(request, tool, scope));
    }
    JsonNode template = draft.output();
    Plan.Output output =
        template == null
            ? null
            : new Plan.Output(new Json(template.toString()), PlanDraft.text(draft.outputSchema()));
    Plan plan = new Plan(steps, false, PlanDraft.text(draft.input()), output, draft.name());
    limits.checkSize(plan);
    CompiledPlan compiled = CompiledPlan.of(plan, scope, json);
    for (Step step : plan.steps()) {
      calls.matches(of(tools, step), compiled.template(step.id()), step.id());
    }
    List<StepReport> reports =
        plan.steps().stream()
            .map(step -> report(step, of(tools, step), compiled.template(step.id())))
            .toList();
    return new CheckedCommand(plan, compiled, reports, tools);
  }

  private Step step(StepRequest request, ToolDescriptor tool, Expressions.Scope plain) {
    String id = request.id();
    Map<String, Object> written = request.arguments();
    ObjectNode arguments = written == null ? json.createObjectNode() : json.valueToTree(written);
    limits.checkDepth(id, arguments);
    Set<String> needs = new HashSet<>(request.needs() == null ? List.of() : request.needs());
    Expressions.Scope scope = request.forEach() == null ? plain : plain.withItem();
    needs.addAll(CompiledPlan.template(id, arguments, scope).references());
    String when = request.when();
    if (when != null) {
      needs.addAll(CompiledPlan.condition(id, when, plain).references());
    }
    StepRules rules = StepOptions.rules(request, tool);
    StepRules.ForEach forEach = rules.forEach();
    if (forEach != null) {
      needs.addAll(CompiledPlan.list(id, forEach.items(), plain).references());
    }
    return new Step(
        id, tool.name(), new Json(arguments.toString()), needs, when, tool.repeatable(), rules);
  }

  private static ToolDescriptor of(Map<String, ToolDescriptor> byStep, Step step) {
    ToolDescriptor value = byStep.get(step.id());
    if (value == null) {
      throw new IllegalStateException("Step '" + step.id() + "' was not checked");
    }
    return value;
  }

  static StepReport report(Step step, ToolDescriptor tool, Template template) {
    return new StepReport(
        step.id(),
        tool.name(),
        tool.risk(),
        tool.permission().toString(),
        true,
        tool.repeatable(),
        step.needs(),
        step.when(),
        template.unknown().isEmpty(),
        tool.undo(),
        null,
        null);
  }
}
