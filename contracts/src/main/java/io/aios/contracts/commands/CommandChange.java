package io.aios.contracts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of a command, on {@code aios.commands} (keyed by the command) and in the owner's event
 * stream. On the topic it carries no arguments and no results, which belong to the owner alone.
 *
 * @param version 1, 2, 3 … without gaps within the command
 * @param event such as {@code StepStarted}
 * @param status of the command after the event
 * @param step which the event is about
 * @param reason of a failure, a skip or an unknown outcome; on the topic only its code
 * @param result only in the owner's event stream
 * @param triggers whose firings led to the command, the first one first; absent when none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandChange(
    UUID commandId,
    long version,
    String event,
    Instant at,
    CommandStatus status,
    String subject,
    String client,
    @Nullable String step,
    @Nullable String tool,
    @Nullable FailureView reason,
    @Nullable CallResult result,
    @Nullable List<UUID> triggers) {}
