package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Prints external servers and what they define. */
record ServerPrinter(Terminal terminal) {
  private static final int SHOWN_HASH = 12;

  void server(JsonNode server) {
    terminal.print(
        "%s  %s  %s"
            .formatted(
                terminal.paint(Tone.STRONG, server.path("alias").asString("")),
                state(server.path("state").asString("")),
                address(server)));
    if (server.hasNonNull("cause")) {
      terminal.print("  " + terminal.paint(Tone.BAD, server.path("cause").asString("")));
    }
    for (JsonNode refused : server.path("refused")) {
      terminal.print(
          "  cannot be offered: %s: %s"
              .formatted(refused.path("name").asString(""), refused.path("reason").asString("")));
    }
  }

  private String state(String state) {
    return terminal.paint(state.equals("up") ? Tone.GOOD : Tone.WARN, state);
  }

  static String address(JsonNode server) {
    return server.hasNonNull("url")
        ? server.path("url").asString("")
        : server
            .path("command")
            .valueStream()
            .map(part -> part.asString(""))
            .collect(Collectors.joining(" "));
  }

  void tools(JsonNode tools) {
    Table table = new Table("TOOL", "OFFERED AS", "STATE", "RISK", "FINDINGS", "HASH");
    for (JsonNode tool : tools) {
      table.row(
          tool.path("name").asString(""),
          tool.path("offeredName").asString("-"),
          tool.hasNonNull("unusable") ? "unusable" : tool.path("state").asString(""),
          tool.path("risk").asString("-"),
          String.valueOf(tool.path("findings").size()),
          shortened(tool.path("hash").asString("-")));
    }
    table.lines().forEach(terminal::print);
  }

  private static String shortened(String hash) {
    return hash.length() <= SHOWN_HASH ? hash : hash.substring(0, SHOWN_HASH);
  }

  /** What has to be read before it is approved. */
  void waiting(JsonNode tool) {
    terminal.print(
        terminal.paint(Tone.STRONG, tool.path("name").asString(""))
            + "  "
            + tool.path("state").asString("")
            + (tool.hasNonNull("unusable")
                ? ", cannot be offered: " + tool.path("unusable").asString("")
                : ""));
    for (JsonNode finding : tool.path("findings")) {
      terminal.print(
          terminal.paint(
              Tone.BAD,
              "! %s at %s: %s"
                  .formatted(
                      finding.path("kind").asString(""),
                      finding.path("pointer").asString(""),
                      finding.path("text").asString(""))));
    }
    for (JsonNode line : tool.path("diff")) {
      String text = line.asString("");
      terminal.print(
          text.startsWith("+")
              ? terminal.paint(Tone.GOOD, text)
              : text.startsWith("-") ? terminal.paint(Tone.BAD, text) : text);
    }
    terminal.print("hash " + tool.path("hash").asString(""));
    terminal.print("");
  }
}
