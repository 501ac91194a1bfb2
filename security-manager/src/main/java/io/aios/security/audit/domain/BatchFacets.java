package io.aios.security.audit.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a search needs to know of a batch to pass it over; times in microseconds, as stored. */
public record BatchFacets(
    Instant from, Instant to, Set<String> subjects, Set<String> targets, Set<String> outcomes) {

  /** Of at least one record. */
  public static BatchFacets of(Collection<Facets> records) {
    return new BatchFacets(
        records.stream()
            .map(Facets::at)
            .min(Instant::compareTo)
            .orElseThrow()
            .truncatedTo(ChronoUnit.MICROS),
        records.stream()
            .map(Facets::at)
            .max(Instant::compareTo)
            .orElseThrow()
            .truncatedTo(ChronoUnit.MICROS),
        distinct(records, Facets::subject),
        distinct(records, Facets::target),
        distinct(records, Facets::outcome));
  }

  private static Set<String> distinct(
      Collection<Facets> records, Function<Facets, @Nullable String> value) {
    return records.stream()
        .map(value)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
