package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Step;
import io.aios.platform.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a request whole, before anything of it runs. */
@Component
final class CheckCommand {
  private final CheckCall calls;
  private final CheckPlan plans;
  private final SavedPlans saved;
  private final PlanLimits limits;
  private final JsonMapper json;

  CheckCommand(
      CheckCall calls, CheckPlan plans, SavedPlans saved, PlanLimits limits, JsonMapper json) {
    this.calls = calls;
    this.plans = plans;
    this.saved = saved;
    this.limits = limits;
    this.json = json;
  }

  /**
   * @throws Problem {@code MALFORMED_REQUEST}, {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED},
   *     {@code SCHEMA_VIOLATION}, {@code INVALID_PLAN}
   */
  CheckedCommand check(Principal principal, CommandRequest request) {
    checkKind(request);
    try {
      return checked(principal, request);
    } catch (InvalidPlan e) {
      throw invalid(e);
    }
  }

  /**
   * Checks what does not depend on arguments: that the tools are there and may be used.
   *
   * @throws Problem {@code MALFORMED_REQUEST}, {@code UNKNOWN_TOOL}, {@code PERMISSION_DENIED},
   *     {@code INVALID_PLAN}
   */
  void checkTools(Principal principal, CommandRequest request) {
    checkKind(request);
    String tool = request.tool();
    if (tool != null) {
      calls.permitted(principal, tool, null);
      return;
    }
    String name = request.plan();
    List<StepRequest> steps = name == null ? request.steps() : find(name, request).steps();
    try {
      for (StepRequest step : steps == null ? List.<StepRequest>of() : steps) {
        calls.permitted(principal, limits.tool(step), step.id());
      }
    } catch (InvalidPlan e) {
      throw invalid(e);
    }
  }

  private static void checkKind(CommandRequest request) {
    long given =
        Stream.of(request.tool(), request.steps(), request.plan()).filter(o -> o != null).count();
    if (given != 1) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "Exactly one of 'tool', 'steps', 'plan' and 'text' is wanted");
    }
  }

  static Problem invalid(InvalidPlan e) {
    return new Problem(ProblemType.INVALID_PLAN, String.valueOf(e.getMessage()))
        .with("step", e.step());
  }

  private CheckedCommand checked(Principal principal, CommandRequest request) {
    String tool = request.tool();
    if (tool != null) {
      return call(principal, tool, request);
    }
    String name = request.plan();
    if (name != null) {
      return plans.saved(principal, find(name, request), request.input());
    }
    return plans.check(principal, PlanDraft.of(request, json));
  }

  private SavedPlan find(String name, CommandRequest request) {
    return saved
        .find(name, request.planVersion())
        .orElseThrow(() -> unknown(name, request.planVersion()));
  }

  static Problem unknown(String name, @Nullable Integer version) {
    return new Problem(
        ProblemType.NOT_FOUND,
        "There is no plan '" + name + "'" + (version == null ? "" : " of version " + version));
  }

  private CheckedCommand call(Principal principal, String name, CommandRequest request) {
    ObjectNode arguments = object(request.arguments());
    limits.checkDepth("", arguments);
    ToolDescriptor tool = calls.permitted(principal, name, null);
    Template literal = Template.literal(arguments);
    calls.matches(tool, literal, null);
    Plan plan =
        Plan.ofCall(
            name, new Json(arguments.toString()), tool.repeatable(), tool.risk() == Risk.READ);
    Step step = plan.steps().getFirst();
    return new CheckedCommand(
        plan,
        CompiledPlan.ofCall(step.id(), literal),
        List.of(CheckPlan.report(step, tool, literal)),
        Map.of(step.id(), tool));
  }

  private ObjectNode object(@Nullable Map<String, Object> arguments) {
    return arguments == null ? json.createObjectNode() : json.valueToTree(arguments);
  }
}
