package io.aios.security.audit.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What records are searched by.
 *
 * @param target the tool or path
 */
public record Facets(
    Instant at, @Nullable String subject, @Nullable String target, String outcome) {}
