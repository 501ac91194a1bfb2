package io.aios.sysops.infrastructure.systemd;

import io.aios.sysops.domain.JournalEntry;
import io.aios.sysops.usecase.Journal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code journalctl --output=json}, see the Journal JSON Format of systemd. */
final class JournalOutput {
  private static final int LONGEST = 4_000;

  private JournalOutput() {}

  /** One object a line; the last may be cut and is then left out. */
  static Journal.Page page(JsonMapper json, String output, int limit) {
    List<JsonNode> rows =
        output.lines().filter(line -> line.endsWith("}")).map(json::readTree).toList();
    String last = rows.size() < limit ? null : text(rows.getLast(), "__CURSOR");
    return new Journal.Page(rows.stream().map(JournalOutput::entry).toList(), last);
  }

  private static JournalEntry entry(JsonNode row) {
    String message = message(row.path("MESSAGE"));
    return new JournalEntry(
        time(text(row, "__REALTIME_TIMESTAMP")),
        integer(text(row, "PRIORITY")),
        text(row, "_SYSTEMD_UNIT"),
        text(row, "SYSLOG_IDENTIFIER"),
        integer(text(row, "_PID")),
        message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
  }

  /** Text, an array of bytes when it is not UTF-8, or null when it is too large for JSON output. */
  private static String message(JsonNode node) {
    if (!node.isArray()) {
      return node.asString("");
    }
    byte[] bytes = new byte[node.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) node.get(i).asInt(0);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A field that is there more than once is an array; the first counts. */
  private static @Nullable String text(JsonNode row, String field) {
    JsonNode node = row.path(field);
    JsonNode first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    return first.isString() ? first.asString() : null;
  }

  private static @Nullable Integer integer(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? (Integer) Integer.parseInt(text) : null;
  }

  private static @Nullable Instant time(@Nullable String microseconds) {
    return microseconds == null
        ? null
        : Instant.EPOCH.plus(Long.parseLong(microseconds), ChronoUnit.MICROS);
  }
}
