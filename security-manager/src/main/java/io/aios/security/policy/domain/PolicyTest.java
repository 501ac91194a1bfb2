package io.aios.security.policy.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool call and what shall be decided of it.
 *
 * @param name of the test
 * @param at when the call comes, null for 2026-01-01T12:00Z
 * @param source where it comes from, null for unknown
 */
public record PolicyTest(
    String name,
    String subject,
    Set<String> groups,
    String client,
    String tool,
    String risk,
    Set<String> scopes,
    @Nullable Instant at,
    @Nullable String source,
    Verdict expect) {}
