package io.aios.launcher.cli.terminal;

import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** Prints a command: what became of it and its steps, then what it gave. */
public final class CommandPrinter {
  private final Terminal terminal;
  private final ResultPrinter results;

  /**
   * @param directory where images are saved
   */
  public CommandPrinter(Terminal terminal, Path directory) {
    this.terminal = terminal;
    this.results = new ResultPrinter(terminal, directory);
  }

  public void print(JsonNode command) {
    String status = command.path("status").asString("");
    terminal.print(
        "%s  %s  %s"
            .formatted(
                terminal.paint(Tone.STRONG, command.path("id").asString("")),
                terminal.paint(tone(status), status),
                command.path("plan").asString(command.path("tool").asString(""))));
    JsonNode ended = command.path("endedAt");
    terminal.print(
        "accepted %s%s, %d events"
            .formatted(
                time(command.path("acceptedAt")),
                ended.isString()
                    ? ", ended after " + took(command.path("acceptedAt"), ended)
                    : command.path("cancelRequested").asBoolean(false) ? ", being stopped" : "",
                command.path("version").asLong()));
    if (!command.path("steps").isEmpty()) {
      steps(command.path("steps"));
    }
    if (command.path("undo").isObject()) {
      terminal.print("undo: " + undo(command.path("undo")));
    }
    results.print(command);
  }

  private void steps(JsonNode steps) {
    Table table = new Table("STEP", "TOOL", "STATUS", "TOOK", "WHY", "UNDO");
    for (JsonNode step : steps) {
      table.row(
          step.path("id").asString(""),
          step.path("tool").asString(""),
          step.path("status").asString(""),
          took(step.path("startedAt"), step.path("endedAt")),
          reason(step.path("failure")),
          undo(step.path("undo")));
    }
    table.lines().forEach(terminal::print);
  }

  private static Tone tone(String status) {
    return switch (status) {
      case "succeeded", "undone" -> Tone.GOOD;
      case "failed", "outcome_unknown" -> Tone.BAD;
      default -> Tone.WARN;
    };
  }

  private static String undo(JsonNode undo) {
    String why = reason(undo.path("reason"));
    return undo.path("status").asString("") + (why.isEmpty() ? "" : ": " + why);
  }

  /** The first line of why something is as it is, empty when there is no reason. */
  public static String reason(JsonNode reason) {
    String detail = reason.path("detail").asString("");
    return detail.isEmpty()
        ? reason.path("code").asString("")
        : detail.lines().findFirst().orElse("");
  }

  /** A time to the second, empty when there is none. */
  public static String time(JsonNode instant) {
    return instant.isString()
        ? Instant.parse(instant.asString()).truncatedTo(ChronoUnit.SECONDS).toString()
        : "";
  }

  private static String took(JsonNode from, JsonNode to) {
    if (!from.isString() || !to.isString()) {
      return "";
    }
    Duration took = Duration.between(Instant.parse(from.asString()), Instant.parse(to.asString()));
    return took.toMillis() < 10_000 ? took.toMillis() + " ms" : took.toSeconds() + " s";
  }
}
