package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.StepRequest;
import io.aios.contracts.tools.Risk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan that was saved to be run by its name. A version never changes.
 *
 * @param version 1, 2, 3 …
 * @param inputSchema JSON Schema of what it takes, an object
 * @param output template of what it answers
 * @param outputSchema JSON Schema of the answer
 * @param risk of its riskiest step when it was saved
 * @param savedBy who saved this version
 */
public record SavedPlan(
    String name,
    int version,
    String description,
    List<StepRequest> steps,
    Object inputSchema,
    @Nullable Object output,
    @Nullable Object outputSchema,
    Risk risk,
    String savedBy,
    Instant savedAt) {

  String reference() {
    return name + "@" + version;
  }
}
