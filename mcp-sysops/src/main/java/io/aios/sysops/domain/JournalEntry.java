package io.aios.sysops.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal.
 *
 * @param priority from 0, emergency, to 7, debug
 * @param message cut at 4,000 characters
 */
public record JournalEntry(
    @Nullable Instant time,
    @Nullable Integer priority,
    @Nullable String unit,
    @Nullable String identifier,
    @Nullable Integer pid,
    String message) {}
