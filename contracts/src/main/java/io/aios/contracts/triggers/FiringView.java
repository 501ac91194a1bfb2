package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a trigger.
 *
 * @param cause the time, the event's id, or that somebody asked
 * @param reason why it was skipped or refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FiringView(
    UUID id,
    String cause,
    Instant firedAt,
    FiringStatus status,
    @Nullable UUID commandId,
    @Nullable String reason) {}
