package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pages through the audit ledger, oldest record first. */
final class AuditExport {
  private static final int PAGE = 200;
  private static final int SEARCH_PAGE = 500;

  private final Gateway gateway;
  private final Format format;
  private final @Nullable Instant since;

  enum Format {
    JSON,
    CEF,
    OTLP
  }

  /**
   * @param since export begins with the first record of this time
   */
  AuditExport(Gateway gateway, Format format, @Nullable Instant since) {
    this.gateway = gateway;
    this.format = format;
    this.since = since;
  }

  /**
   * @param output null for the terminal
   */
  void write(Terminal terminal, @Nullable Path output) throws IOException, InterruptedException {
    if (output == null) {
      pages(terminal::print);
      return;
    }
    try (Writer writer = Files.newBufferedWriter(output)) {
      pages(content -> writer.append(content).append('\n'));
    }
  }

  @FunctionalInterface
  private interface Sink {
    void write(String content) throws IOException;
  }

  private void pages(Sink sink) throws IOException, InterruptedException {
    Long from = since == null ? Long.valueOf(0) : first(since);
    while (from != null) {
      JsonNode page =
          gateway.tool(
              "security_export_audit",
              Map.of("format", format.name(), "from", from, "limit", PAGE));
      JsonNode content = page.path("content");
      if (!content.asString("").isEmpty()) {
        sink.write(content.asString(""));
      }
      from = cursor(page.path("nextFrom"));
    }
  }

  /** The smallest index of a record since then, null when there is none. */
  private @Nullable Long first(Instant time) throws IOException, InterruptedException {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("since", time.toString());
    arguments.put("limit", SEARCH_PAGE);
    Long first = null;
    Long cursor;
    do {
      JsonNode page = gateway.tool("security_query_audit", arguments);
      for (JsonNode line : page.path("records")) {
        first = line.path("index").asLong();
      }
      cursor = cursor(page.path("nextCursor"));
      if (cursor != null) {
        arguments.put("cursor", cursor);
      }
    } while (cursor != null);
    return first;
  }

  private static @Nullable Long cursor(JsonNode node) {
    return node.isIntegralNumber() ? node.asLong() : null;
  }
}
