package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.SuiteState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints each part of a starting suite as it comes up, once. */
final class StartDisplay {
  private final Terminal terminal;
  private final Map<String, Part.Status> shown = new HashMap<>();

  StartDisplay(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(SuiteState state, long elapsedMillis) {
    for (Part part : state.parts()) {
      Part.Status before = shown.put(part.name(), part.status());
      if (before != part.status()) {
        showChange(part);
      }
    }
    List<String> waiting =
        state.parts().stream()
            .filter(part -> part.status() != Part.Status.UP)
            .map(Part::name)
            .toList();
    if (!waiting.isEmpty()) {
      terminal.progress(
          "  %.0f s  waiting for %s"
              .formatted(
                  elapsedMillis / 1000.0, waiting.stream().collect(Collectors.joining(", "))));
    }
  }

  private void showChange(Part part) {
    switch (part.status()) {
      case UP -> terminal.say(line(part, terminal.paint(Tone.GOOD, "up    ")));
      case FAILED -> terminal.say(line(part, terminal.paint(Tone.BAD, "failed")));
      case DOWN -> terminal.say(line(part, terminal.paint(Tone.WARN, "down  ")));
      case WAITING, STARTING, STARTED -> {}
    }
  }

  private static String line(Part part, String status) {
    String port = part.port() == 0 ? "" : ":" + part.port();
    return "  %s  %-17s %5.1f s  %s %s"
        .formatted(status, part.name(), part.millis() / 1000.0, port, part.detail())
        .stripTrailing();
  }

  /** How to use what has just started. */
  void showAddresses(SuiteState state, long elapsedMillis) {
    terminal.say(
        terminal.paint(
            Tone.STRONG, "AIOS is ready after %.1f s.".formatted(elapsedMillis / 1000.0)));
    String gateway = state.gatewayUrl();
    terminal.say("  REST and OpenAPI  " + gateway + "/api/v1  (page: " + gateway + "/docs)");
    terminal.say("  MCP               " + gateway + "/mcp");
    terminal.say("  Token             aios token");
    terminal.say("  First command     aios run sysops_list_processes");
  }
}
