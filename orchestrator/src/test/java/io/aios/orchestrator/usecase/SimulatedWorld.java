package io.aios.orchestrator.usecase;

import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepRules;
import io.aios.orchestrator.domain.StepRules.ForEach;
import io.aios.orchestrator.domain.StepRules.OnError;
import io.aios.orchestrator.domain.StepRules.Retry;
import io.aios.orchestrator.domain.Undo;
import io.aios.orchestrator.usecase.Expressions.Expression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tools that remember what happened, a clock, and plans to be run. */
final class SimulatedWorld implements Tools, ApprovalPolicy, ArgumentSchemas {
  static final Principal ADA = new Principal("ada", "cli", Set.of("*:write"));
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ASKS = "test_ask_it";
  private static final String UNDO_ONCE = "test_undo_once";
  private static final List<OnError> ON_ERRORS = List.of(OnError.values());

  private final Random random;
  private final Map<String, Integer> effects = new HashMap<>();
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  SimulatedWorld(Random random) {
    this.random = random;
  }

  Instant now() {
    return now;
  }

  void sleep(int seconds) {
    now = now.plusSeconds(seconds);
  }

  int effects(UUID command, String name) {
    return effects.getOrDefault(command + "/" + name, 0);
  }

  int undone(UUID command, String name) {
    return effects.getOrDefault(command + "/undo " + name, 0);
  }

  Progression progression() {
    return new Progression(
        steps(), undos(), this, JSON, java.time.InstantSource.offset(() -> now, Duration.ZERO));
  }

  StepDecision steps() {
    return new StepDecision(this, this, this, JSON);
  }

  UndoDecision undos() {
    return new UndoDecision(this, this, JSON);
  }

  /** A call on its way: it has its effect now, later, or never, and is answered or not. */
  final class Call {
    private final Ready ready;
    private final String key;
    private final int fate = random.nextInt(12);
    private boolean happened;

    Call(UUID command, Ready ready) {
      this.ready = ready;
      this.key = command + (ready.undo() ? "/undo " : "/") + ready.name();
      if (random.nextBoolean()) {
        happen();
      }
    }

    Ready ready() {
      return ready;
    }

    /** Refused calls have none; lost ones may have had it. */
    void happen() {
      boolean refused = fate == 0;
      boolean neverArrived = fate == 1;
      if (!happened && !refused && !neverArrived) {
        happened = true;
        effects.merge(key, 1, Integer::sum);
      }
    }

    Outcome answer() {
      happen();
      return switch (fate) {
        case 0 -> new Outcome.Fault(new Failure(refusal(), "no"), null, true);
        case 1, 2 ->
            ready.repeatable()
                ? new Outcome.Fault(new Failure("tool-failed", "lost"), null)
                : new Outcome.Unknown("lost");
        case 3 -> new Outcome.Fault(new Failure(Failure.TOOL_ERROR, "broken"), null);
        default -> new Outcome.Success(new StepResult(null, "", new Json("[]"), undo()));
      };
    }

    private String refusal() {
      return random.nextBoolean() ? "rate-limited" : Failure.APPROVAL_REQUIRED;
    }

    private @Nullable Undo undo() {
      return switch (random.nextInt(4)) {
        case 0 -> null;
        case 1 -> new Undo.Impossible("gone");
        case 2 -> new Undo.Possible(UNDO_ONCE, new Json("{}"), null);
        default -> new Undo.Possible("test_undo_again", new Json("{}"), now.plusSeconds(30));
      };
    }
  }

  Plan plan() {
    List<Step> steps = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Set<String> needs = new HashSet<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("s" + j);
        }
      }
      boolean repeatable = random.nextInt(3) == 0;
      String tool = random.nextInt(5) == 0 ? ASKS : "test_do_it";
      steps.add(new Step("s" + i, tool, new Json("{}"), needs, null, repeatable, rules()));
    }
    Plan.Output output =
        random.nextInt(4) == 0 ? new Plan.Output(new Json("\"done\""), null) : null;
    return new Plan(steps, false, null, output, null);
  }

  private StepRules rules() {
    Retry retry = new Retry(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(9));
    return new StepRules(
        random.nextInt(4) == 0 ? new ForEach("list", 5, 1 + random.nextInt(3)) : null,
        random.nextInt(3) == 0 ? retry : null,
        null,
        ON_ERRORS.get(random.nextInt(ON_ERRORS.size())),
        random.nextInt(5) == 0);
  }

  CompiledPlan compiled(Plan plan) {
    ObjectNode wrapped = JSON.createObjectNode().put("value", "done");
    Map<String, Template> arguments = new HashMap<>();
    Map<String, Expression> lists = new HashMap<>();
    for (Step step : plan.steps()) {
      arguments.put(step.id(), Template.literal(JSON.createObjectNode()));
      if (step.rules().forEach() != null) {
        lists.put(step.id(), new Numbers(step.id().hashCode() % 4));
      }
    }
    return new CompiledPlan(arguments, Map.of(), lists, Template.literal(wrapped));
  }

  private record Numbers(int count) implements Expression {
    @Override
    public Set<String> references() {
      return Set.of();
    }

    @Override
    public JsonNode evaluate(Known known) {
      var list = JSON.createArrayNode();
      for (int i = 0; i < count; i++) {
        list.add(i);
      }
      return list;
    }
  }

  @Override
  public Optional<ToolDescriptor> find(String name) {
    boolean idempotent = !name.equals(UNDO_ONCE);
    return Optional.of(
        new ToolDescriptor(
            name,
            Risk.WRITE,
            idempotent,
            Duration.ofSeconds(60),
            Duration.ZERO,
            JSON.createObjectNode(),
            null,
            false));
  }

  @Override
  public Optional<Approval.Demand> demand(Principal principal, ToolDescriptor tool, Instant at) {
    return tool.name().equals(ASKS)
        ? Optional.of(new Approval.Demand("ask", 1, true, "approvals:decide", at.plusSeconds(20)))
        : Optional.empty();
  }

  @Override
  public Approval.Demand demandOfPolicies(Instant at) {
    return new Approval.Demand("policies", 1, true, "approvals:decide", at.plusSeconds(20));
  }

  @Override
  public List<Violation> check(JsonNode schema, JsonNode value, Set<String> unknown) {
    return List.of();
  }

  @Override
  public void requireSchema(JsonNode schema) {}

  @Override
  public ToolAnswer call(ToolInvocation invocation) {
    throw new UnsupportedOperationException("Calls are moves of the simulation");
  }

  @Override
  public ToolAnswer preview(
      Principal principal, String tool, ObjectNode arguments, Duration timeout) {
    throw new UnsupportedOperationException("Nobody asks for previews here");
  }
}
