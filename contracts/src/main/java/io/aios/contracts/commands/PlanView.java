package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.contracts.tools.Risk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A saved plan.
 *
 * @param version 1, 2, 3 …; a version never changes
 * @param tool under which it is called
 * @param risk of its riskiest step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
    String name,
    int version,
    String tool,
    String description,
    Risk risk,
    List<StepRequest> steps,
    Object inputSchema,
    @Nullable Object output,
    @Nullable Object outputSchema,
    String savedBy,
    Instant savedAt) {}
