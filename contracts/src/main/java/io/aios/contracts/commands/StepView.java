package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step as its caller sees it.
 *
 * @param failure why it failed, was skipped, or has an unknown outcome
 * @param undo what became of undoing it, if that was tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepView(
    String id,
    String tool,
    StepStatus status,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable CallResult result,
    @Nullable FailureView failure,
    @Nullable UndoView undo) {}
