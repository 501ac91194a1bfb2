package io.aios.contracts.triggers;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aios.contracts.commands.CommandRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command and when to run it: exactly one of {@code cron}, {@code at} and {@code event}.
 *
 * @param cron five fields (minute, hour, day of month, month, day of week) or a name such as {@code
 *     @daily}
 * @param zone IANA time zone of the cron expression; UTC when absent
 * @param at once, at this time
 * @param event whenever an event fits
 * @param command what runs; strings of its arguments may hold {@code ${event.…}} for an event
 * @param missed what becomes of runs whose time passed while no orchestrator ran; skip when absent
 * @param overlap whether a run begins while an earlier one goes on; skip when absent
 * @param maxPerHour most runs within an hour
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TriggerRequest(
    String name,
    @Nullable String cron,
    @Nullable String zone,
    @Nullable Instant at,
    @Nullable EventMatch event,
    CommandRequest command,
    @Nullable Missed missed,
    @Nullable Overlap overlap,
    @Nullable Integer maxPerHour) {}
