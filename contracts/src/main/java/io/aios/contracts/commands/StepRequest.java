package io.aios.contracts.commands;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan.
 *
 * @param id an identifier by which other steps refer to this one
 * @param arguments strings may hold CEL between "${" and "}", over {@code <id>.result}, {@code
 *     <id>.text} and {@code <id>.content} of earlier steps; a string that is one expression keeps
 *     its type; "$${" stands for a plain "${"
 * @param needs steps that have to succeed first; those referred to are needed without saying so
 * @param when CEL; the step is skipped when it is false
 */
public record StepRequest(
    String id,
    String tool,
    @Nullable Map<String, Object> arguments,
    @Nullable List<String> needs,
    @Nullable String when) {}
