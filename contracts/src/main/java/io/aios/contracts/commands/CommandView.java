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
 * @param result of a single call; a plan has one for each step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandView(
    UUID id,
    CommandStatus status,
    long version,
    @Nullable String tool,
    Instant acceptedAt,
    @Nullable Instant endedAt,
    boolean cancelRequested,
    @Nullable CallResult result,
    @Nullable FailureView failure,
    List<StepView> steps) {}
