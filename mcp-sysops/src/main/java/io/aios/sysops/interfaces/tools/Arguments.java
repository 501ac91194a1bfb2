package io.aios.sysops.interfaces.tools;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.domain.Paging;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What arguments of several tools have in common. */
final class Arguments {
  static final int LONGEST_PATH = 4096;
  static final String PATH = "Absolute path; a file: URI for names that are not UTF-8.";
  static final String CURSOR = "nextCursor of the page before; the first page when left out.";

  private Arguments() {}

  static Paging paging(@Nullable String cursor, int limit) {
    try {
      int offset = cursor == null ? 0 : Integer.parseUnsignedInt(cursor);
      return new Paging(offset, limit);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          "cursor-invalid", "'" + cursor + "' is not a cursor.", "Use nextCursor as it was given.");
    }
  }

  static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ToolFailure(
          "time-invalid", "'" + text + "' is not a time.", "Write it like 2026-01-31T12:00:00Z.");
    }
  }
}
