package io.aios.privacy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts what was treated; of one thread. */
public final class Report {
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
  private int truncated;

  void add(Kind kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  void addTruncated() {
    truncated++;
  }

  void addAll(Report other) {
    other.counts.forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
    truncated += other.truncated;
  }

  public Map<Kind, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Texts that were over the size budget. */
  public int truncated() {
    return truncated;
  }

  public boolean isEmpty() {
    return counts.isEmpty() && truncated == 0;
  }

  @Override
  public String toString() {
    return counts + (truncated == 0 ? "" : ", truncated " + truncated);
  }
}
