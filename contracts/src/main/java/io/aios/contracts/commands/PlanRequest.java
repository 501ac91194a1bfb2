package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan to be saved under a name; it is then a tool called {@code plan_<name>}.
 *
 * @param description what it does and when to use it, for people and models
 * @param inputSchema JSON Schema (2020-12) of an object; any object when absent
 * @param output JSON with expressions in its strings; the results of the steps when absent
 * @param outputSchema JSON Schema of the output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanRequest(
    String description,
    List<StepRequest> steps,
    @Nullable Object inputSchema,
    @Nullable Object output,
    @Nullable Object outputSchema) {}
