package io.aios.policy.tools;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tool call when it is decided.
 *
 * @param groups the user's, as far as known
 * @param scopes what the access token grants
 * @param source the caller's address, null when unknown
 */
public record CallFacts(
    String subject,
    Set<String> groups,
    String client,
    Set<String> scopes,
    Instant at,
    @Nullable String source) {}
