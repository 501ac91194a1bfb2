package io.aios.contracts.commands;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done: exactly one of {@code tool}, {@code steps}, {@code plan} and {@code text}.
 *
 * @param tool a single call of this tool
 * @param arguments of the single call, taken literally
 * @param steps a plan
 * @param plan name of a saved plan
 * @param planVersion of the saved plan; the newest when absent
 * @param input of a plan, which expressions know as {@code input}
 * @param output of a plan: JSON with expressions in its strings
 * @param text a wish in words
 * @param idempotencyKey a second request of the same key and body gets the first one's answer
 * @param mode whether to wait for the end; {@code sync} when absent
 * @param timeout for the whole command, as ISO 8601 or in seconds
 * @param dryRun check everything and run nothing
 * @param priority 0 to 9, higher first when commands have to wait; 5 when absent
 */
public record CommandRequest(
    @Nullable String tool,
    @Nullable Map<String, Object> arguments,
    @Nullable List<StepRequest> steps,
    @Nullable String plan,
    @Nullable Integer planVersion,
    @Nullable Object input,
    @Nullable Object output,
    @Nullable String text,
    @Nullable String idempotencyKey,
    @Nullable CommandMode mode,
    @Nullable Duration timeout,
    @Nullable Boolean dryRun,
    @Nullable Integer priority) {}
