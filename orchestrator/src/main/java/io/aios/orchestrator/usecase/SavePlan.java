package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.PlanRequest;
import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.tools.Risk;
import io.aios.orchestrator.domain.InvalidPlan;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Saves a plan under a name. Who calls it runs it with grants of their own, so only who is trusted
 * with that may save one: no {@code *:write} covers the grant.
 */
@Component
public final class SavePlan {
  public static final String GRANT = "plans:write";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final int MAX_NAME = 50;
  private static final int MAX_DESCRIPTION = 2_000;

  private final CheckPlan checks;
  private final ArgumentSchemas schemas;
  private final SavedPlans plans;
  private final PlanChanges changes;
  private final JsonMapper json;
  private final InstantSource clock;

  SavePlan(
      CheckPlan checks,
      ArgumentSchemas schemas,
      SavedPlans plans,
      PlanChanges changes,
      JsonMapper json,
      InstantSource clock) {
    this.checks = checks;
    this.schemas = schemas;
    this.plans = plans;
    this.changes = changes;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The plan with its new version.
   *
   * @throws Problem {@code PERMISSION_DENIED}, {@code MALFORMED_REQUEST}, {@code INVALID_PLAN} and
   *     what else a plan is refused for
   */
  public SavedPlan save(Principal caller, String name, PlanRequest request) {
    requireGrant(caller);
    checkName(name);
    checkDescription(request.description());
    JsonNode input = schema("inputSchema", request.inputSchema());
    JsonNode output = schema("outputSchema", request.outputSchema());
    List<StepRequest> steps = request.steps() == null ? List.of() : request.steps();
    PlanDraft draft =
        new PlanDraft(steps, null, PlanDraft.tree(request.output(), json), output, name);
    try {
      CheckedCommand checked = checks.check(caller, draft);
      SavedPlan saved =
          plans.add(
              new SavedPlan(
                  name,
                  0,
                  request.description(),
                  steps,
                  input == null ? Map.of("type", "object") : input,
                  request.output(),
                  request.outputSchema(),
                  risk(checked),
                  caller.subject(),
                  clock.instant()));
      changes.plansChanged();
      return saved;
    } catch (InvalidPlan e) {
      throw CheckCommand.invalid(e);
    }
  }

  /**
   * @throws Problem {@code PERMISSION_DENIED}, {@code NOT_FOUND}
   */
  public void withdraw(Principal caller, String name) {
    requireGrant(caller);
    if (!plans.withdraw(name)) {
      throw CheckCommand.unknown(name, null);
    }
    changes.plansChanged();
  }

  private static void requireGrant(Principal caller) {
    if (!caller.grants().contains(GRANT)) {
      throw new Problem(
              ProblemType.PERMISSION_DENIED, "Saving plans needs the grant '" + GRANT + "'")
          .with("permission", GRANT);
    }
  }

  private static void checkName(String name) {
    if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "'"
              + name
              + "' is no name of a plan: it has small letters, digits and _, at most "
              + MAX_NAME);
    }
  }

  private static void checkDescription(@Nullable String description) {
    if (description == null || description.isBlank() || description.length() > MAX_DESCRIPTION) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "'description' has to have 1 to " + MAX_DESCRIPTION + " characters");
    }
  }

  private @Nullable JsonNode schema(String member, @Nullable Object given) {
    JsonNode schema = PlanDraft.tree(given, json);
    if (schema == null) {
      return null;
    }
    try {
      if (!schema.isObject()) {
        throw new IllegalArgumentException("it is no object");
      }
      schemas.requireSchema(schema);
      return schema;
    } catch (IllegalArgumentException e) {
      throw new Problem(
          ProblemType.INVALID_PLAN, "'" + member + "' is no JSON Schema: " + e.getMessage());
    }
  }

  private static Risk risk(CheckedCommand checked) {
    return checked.tools().values().stream()
        .map(ToolDescriptor::risk)
        .max(Comparator.comparingInt(Risk::ordinal))
        .orElse(Risk.READ);
  }
}
