package io.aios.security.policy.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of the past.
 *
 * @param allowed whether policies let it pass then
 */
public record RecordedCall(
    Instant at,
    String subject,
    String client,
    String tool,
    @Nullable String source,
    boolean allowed) {}
