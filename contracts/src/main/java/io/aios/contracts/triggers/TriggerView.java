package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as its owner sees it.
 *
 * @param nextDue when it fires next, by its cron expression or time
 * @param dropped events that fitted and did not run a command because of the rate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TriggerView(
    UUID id,
    String subject,
    boolean enabled,
    TriggerRequest trigger,
    @Nullable Instant nextDue,
    long dropped,
    Instant createdAt,
    Instant updatedAt) {}
