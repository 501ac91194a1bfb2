package io.aios.security.audit.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records to read, youngest first; absent criteria match everything.
 *
 * @param target the tool or path
 * @param before only records with a smaller index
 */
public record LedgerQuery(
    @Nullable String subject,
    @Nullable String target,
    @Nullable String outcome,
    @Nullable Instant since,
    @Nullable Long before,
    int limit) {

  public boolean matches(Facets facets) {
    return (subject == null || subject.equals(facets.subject()))
        && (target == null || target.equals(facets.target()))
        && (outcome == null || outcome.equals(facets.outcome()))
        && (since == null || !facets.at().isBefore(since));
  }
}
