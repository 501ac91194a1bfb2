package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts to list, youngest first; absent criteria match everything.
 *
 * @param severity at least
 * @param before only alerts with a smaller number
 */
public record AlertQuery(
    Alert.@Nullable State state,
    @Nullable Severity severity,
    @Nullable String rule,
    @Nullable String subject,
    @Nullable Long before,
    int limit) {}
