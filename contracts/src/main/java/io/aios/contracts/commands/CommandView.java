package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as its owner sees it.
 *
 * @param version number of events so far
 * @param tool of a single call
 * @param plan name and version of the saved plan it was made from
 * @param result of a single call; a plan has one for each step
 * @param output what a plan with an output answers
 * @param undo of a single call, if it was tried
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandView(
    UUID id,
    CommandStatus status,
    long version,
    @Nullable String tool,
    @Nullable String plan,
    Instant acceptedAt,
    @Nullable Instant endedAt,
    boolean cancelRequested,
    @Nullable CallResult result,
    @Nullable Object output,
    @Nullable FailureView failure,
    @Nullable UndoView undo,
    List<StepView> steps) {}
