package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as its owner sees it.
 *
 * @param nextDue when it fires next, by its cron expression or time
 * @param dropped firings that did not run a command because of the rate
 * @param errors how often something kept it from running its command, since it was defined
 * @param lastError the last of these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TriggerView(
    UUID id,
    String subject,
    boolean enabled,
    TriggerRequest trigger,
    @Nullable Instant nextDue,
    long dropped,
    long errors,
    @Nullable TriggerError lastError,
    Instant createdAt,
    Instant updatedAt) {}
