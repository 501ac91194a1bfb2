package io.aios.security.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines to read, youngest first; absent criteria match everything.
 *
 * @param target the tool or path
 * @param before only lines with a smaller index
 */
public record LedgerQuery(
    @Nullable String subject,
    @Nullable String target,
    @Nullable String outcome,
    @Nullable Instant since,
    @Nullable Long before,
    int limit) {}
