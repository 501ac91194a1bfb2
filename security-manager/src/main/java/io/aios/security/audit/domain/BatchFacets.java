package io.aios.security.audit.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a search needs to know of a batch to pass it over; times in microseconds, as stored. */
public record BatchFacets(
    Instant from, Instant to, Set<String> subjects, Set<String> targets, Set<String> outcomes) {

  /** Of at least one record. */
  public static BatchFacets of(Collection<Facets> records) {
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    Set<String> subjects = new HashSet<>();
    Set<String> targets = new HashSet<>();
    Set<String> outcomes = new HashSet<>();
    for (Facets each : records) {
      from = each.at().isBefore(from) ? each.at() : from;
      to = each.at().isAfter(to) ? each.at() : to;
      add(subjects, each.subject());
      add(targets, each.target());
      outcomes.add(each.outcome());
    }
    return new BatchFacets(
        from.truncatedTo(ChronoUnit.MICROS),
        to.truncatedTo(ChronoUnit.MICROS),
        subjects,
        targets,
        outcomes);
  }

  private static void add(Set<String> values, @Nullable String value) {
    if (value != null) {
      values.add(value);
    }
  }
}
