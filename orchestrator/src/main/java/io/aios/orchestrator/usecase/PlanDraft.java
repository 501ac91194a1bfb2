package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.StepRequest;
import io.aios.orchestrator.domain.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan as it was written.
 *
 * @param output template of its answer
 * @param outputSchema of the answer
 * @param name of a saved plan, with its version
 */
record PlanDraft(
    List<StepRequest> steps,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    @Nullable JsonNode outputSchema,
    @Nullable String name) {

  static PlanDraft of(CommandRequest request, JsonMapper json) {
    List<StepRequest> steps = request.steps();
    return new PlanDraft(
        steps == null ? List.of() : steps,
        tree(request.input(), json),
        tree(request.output(), json),
        null,
        null);
  }

  static PlanDraft of(SavedPlan plan, @Nullable JsonNode input, JsonMapper json) {
    return new PlanDraft(
        plan.steps(),
        input,
        tree(plan.output(), json),
        tree(plan.outputSchema(), json),
        plan.reference());
  }

  static @Nullable JsonNode tree(@Nullable Object value, JsonMapper json) {
    return value == null ? null : json.valueToTree(value);
  }

  static @Nullable Json text(@Nullable JsonNode value) {
    return value == null ? null : new Json(value.toString());
  }
}
