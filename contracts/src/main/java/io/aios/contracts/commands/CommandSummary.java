package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a list of commands.
 *
 * @param tool of a single call
 * @param steps how many steps it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandSummary(
    UUID id,
    CommandStatus status,
    String subject,
    @Nullable String tool,
    int steps,
    Instant acceptedAt,
    @Nullable Instant endedAt) {}
