package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Items;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.usecase.ArgumentSchemas.Violation;
import io.aios.orchestrator.usecase.Expressions.Expression;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a step that is ready: skipped, refused, fanned out, held for approval, begun. */
@Component
final class StepDecision {
  private static final String EXPRESSION_ERROR = "expression-error";

  private final Tools tools;
  private final ArgumentSchemas schemas;
  private final ApprovalPolicy approvals;
  private final JsonMapper json;

  StepDecision(Tools tools, ArgumentSchemas schemas, ApprovalPolicy approvals, JsonMapper json) {
    this.tools = tools;
    this.schemas = schemas;
    this.approvals = approvals;
    this.json = json;
  }

  /** Takes every step that is ready a move further. */
  CommandHistory take(
      CommandHistory from, List<String> names, CompiledPlan plan, List<Ready> ready, Instant now) {
    CommandHistory history = from;
    Known known = history.state() instanceof Running running ? Known.of(running) : null;
    for (String name : names) {
      // A step before it may have ended the command, or its failure keeps others from beginning.
      if (known == null || !(history.state() instanceof Running running) || running.isStopping()) {
        return history;
      }
      Decision decision = decide(running, name, plan, known, now);
      history = history.with(decision.intent(), now);
      if (decision.arguments() != null) {
        ready.add(call(running, name, decision.arguments(), now));
      }
    }
    return history;
  }

  /** The call of a step that began already, to be made again. */
  Ready again(Running running, String name, CompiledPlan plan, Instant now) {
    Known known = Known.of(running);
    Json approved = approved(running.state(name));
    return call(
        running, name, approved == null ? rendered(name, plan, known) : object(approved), now);
  }

  /** What the end of a step's call means: policies may have asked for somebody's approval. */
  Intent conclusion(Running running, Ready call, Outcome outcome, Instant now) {
    boolean asks =
        outcome instanceof Outcome.Fault fault
            && fault.untouched()
            && fault.failure().code().equals(Failure.APPROVAL_REQUIRED);
    return asks && !call.approved() && !running.isStopping()
        ? new Intent.AskApproval(
            call.name(), new Json(call.arguments().toString()), approvals.demandOfPolicies(now))
        : new Intent.Conclude(call.name(), outcome);
  }

  static boolean isExpired(StepState state, Instant now) {
    return state instanceof StepState.AwaitingApproval(Approval approval)
        && !now.isBefore(approval.demand().expiresAt());
  }

  private Decision decide(
      Running running, String name, CompiledPlan plan, Known known, Instant now) {
    StepState state = running.state(name);
    Json approved = approved(state);
    if (approved != null) {
      return begin(name, object(approved));
    }
    try {
      boolean fresh = state instanceof StepState.Pending;
      if (fresh && Items.indexOf(name) < 0) {
        Optional<Intent> instead = insteadOfCalling(running, name, plan, known);
        if (instead.isPresent()) {
          return new Decision(instead.get(), null);
        }
      }
      ObjectNode arguments = rendered(name, plan, known);
      return fresh ? checked(running, name, plan, arguments, now) : begin(name, arguments);
    } catch (ExpressionError e) {
      return refuse(name, EXPRESSION_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Intent> insteadOfCalling(
      Running running, String name, CompiledPlan plan, Known known) {
    Optional<String> skipped =
        running.step(name).needs().stream()
            .filter(need -> running.steps().get(need) instanceof StepState.Skipped)
            .findFirst();
    if (skipped.isPresent()) {
      String reason = "'" + skipped.get() + "', which it needs, was skipped";
      return Optional.of(new Intent.Skip(name, reason));
    }
    Optional<Expression> condition = plan.condition(name);
    if (condition.isPresent() && !holds(condition.get().evaluate(known))) {
      return Optional.of(new Intent.Skip(name, "its condition is false"));
    }
    return plan.list(name).map(list -> new Intent.FanOut(name, items(list, known).size()));
  }

  private static JsonNode items(Expression list, Known known) {
    JsonNode items = list.evaluate(known);
    if (!items.isArray()) {
      throw new ExpressionError("'forEach.items' is " + items.getNodeType() + " and not a list");
    }
    return items;
  }

  private static ObjectNode rendered(String name, CompiledPlan plan, Known known) {
    int index = Items.indexOf(name);
    if (index < 0) {
      return plan.template(name).render(known);
    }
    Expression list = plan.list(Items.stepOf(name)).orElseThrow();
    JsonNode item = known.items(Items.stepOf(name), () -> items(list, known)).get(index);
    return plan.template(name).render(known.forItem(item, index));
  }

  private Decision checked(
      Running running, String name, CompiledPlan plan, ObjectNode arguments, Instant now) {
    Step step = running.step(name);
    boolean literal = plan.template(name).isLiteral();
    Optional<ToolDescriptor> tool = tools.find(step.tool());
    if (tool.isEmpty()) {
      String detail = "The tool '" + step.tool() + "' is gone";
      return refuse(name, ProblemType.UNKNOWN_TOOL.slug(), detail);
    }
    List<Violation> violations =
        literal ? List.of() : schemas.check(tool.get().inputSchema(), arguments, Set.of());
    if (!violations.isEmpty()) {
      String detail = CheckCall.detail(tool.get(), violations);
      return refuse(name, ProblemType.SCHEMA_VIOLATION.slug(), detail);
    }
    return approvals
        .demand(running.accepted().principal(), tool.get(), now)
        .map(
            demand ->
                new Decision(
                    new Intent.AskApproval(name, new Json(arguments.toString()), demand), null))
        .orElseGet(() -> begin(name, arguments));
  }

  private static Ready call(Running running, String name, ObjectNode arguments, Instant now) {
    Step step = running.step(name);
    Duration timeout = step.rules().timeout();
    return new Ready(
        name,
        false,
        step.tool(),
        arguments,
        step.repeatable(),
        running.accepted().principal(),
        approved(running.state(name)) != null,
        timeout == null ? null : now.plus(timeout));
  }

  private static @Nullable Json approved(StepState state) {
    return switch (state) {
      case StepState.Approved approved -> approved.arguments();
      case StepState.Waiting waiting -> waiting.approved();
      case StepState.Started started -> started.approved();
      default -> null;
    };
  }

  private ObjectNode object(Json value) {
    return json.readTree(value.text()).asObject();
  }

  private static boolean holds(JsonNode value) {
    if (!value.isBoolean()) {
      throw new ExpressionError("'when' is " + value.getNodeType() + " and not true or false");
    }
    return value.booleanValue();
  }

  private static Decision begin(String name, ObjectNode arguments) {
    return new Decision(new Intent.Begin(name), arguments);
  }

  private static Decision refuse(String name, String code, String detail) {
    return new Decision(new Intent.Refuse(name, new Failure(code, detail)), null);
  }

  /**
   * @param arguments of the call to make; null for none
   */
  private record Decision(Intent intent, @Nullable ObjectNode arguments) {}
}
