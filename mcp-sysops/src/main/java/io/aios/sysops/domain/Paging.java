package io.aios.sysops.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is made anew for each call; the cursor is the position of its first row.
 */
public record Paging(int offset, int limit) {

  public Paging {
    if (offset < 0 || limit < 1) {
      throw new IllegalArgumentException("No page at " + offset + " with " + limit + " rows");
    }
  }

  /** The first so many rows. */
  public static Paging first(int limit) {
    return new Paging(0, limit);
  }

  public <T> List<T> of(List<T> all) {
    int from = Math.min(offset, all.size());
    return List.copyOf(all.subList(from, (int) Math.min((long) from + limit, all.size())));
  }

  /** The cursor of the following page, or null when there is none. */
  public @Nullable String next(int total) {
    long end = (long) offset + limit;
    return end < total ? Long.toString(end) : null;
  }
}
