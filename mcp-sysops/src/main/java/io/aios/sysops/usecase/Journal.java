package io.aios.sysops.usecase;

import io.aios.sysops.domain.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The system's log. */
public interface Journal {
  /**
   * @param priority entries of this number and below, or null
   * @param grep expression the message must contain, or null
   * @param cursor where the page before ended, or null
   */
  record Query(
      int limit,
      @Nullable String unit,
      @Nullable Integer priority,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String grep,
      @Nullable String cursor) {}

  /**
   * @param entries newest first
   * @param nextCursor for older entries, or null when there are none
   */
  record Page(List<JournalEntry> entries, @Nullable String nextCursor) {}

  Page query(Query query);
}
