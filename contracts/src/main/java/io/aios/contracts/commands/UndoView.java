package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became, or would become, of undoing a call.
 *
 * @param status {@code possible}, {@code pending}, {@code running}, {@code undone}, {@code
 *     not_undone} or {@code outcome_unknown}
 * @param reason why it stays done, or may
 * @param tool that undoes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UndoView(String status, @Nullable FailureView reason, @Nullable String tool) {}
