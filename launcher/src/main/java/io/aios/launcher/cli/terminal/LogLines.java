package io.aios.launcher.cli.terminal;

import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns the services' JSON log lines into readable ones; other lines stay as they are. */
public final class LogLines {
  private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Terminal terminal;
  private final @Nullable String service;
  private final int leastLevel;
  private final boolean raw;

  /**
   * @param service only lines of this one, all when absent
   * @param level least level shown, all when absent
   * @param raw whether JSON is printed as it is
   */
  public LogLines(
      Terminal terminal, @Nullable String service, @Nullable String level, boolean raw) {
    this.terminal = terminal;
    this.service = service;
    this.leastLevel = level == null ? 0 : LEVELS.indexOf(level.toUpperCase(Locale.ROOT));
    this.raw = raw;
  }

  public boolean isWanted(String line) {
    JsonNode entry = parse(line);
    if (entry == null) {
      return true;
    }
    String from = entry.path("service").asString("");
    return (service == null || from.isEmpty() || from.equals(service))
        && LEVELS.indexOf(entry.path("level").asString("INFO")) >= leastLevel;
  }

  public void show(String line) {
    JsonNode entry = raw ? null : parse(line);
    if (entry == null) {
      terminal.print(line);
      return;
    }
    String level = entry.path("level").asString("");
    String command = entry.path("commandId").asString("");
    terminal.print(
        "%s %s %s %s  %s%s"
            .formatted(
                terminal.paint(Tone.FAINT, timeOf(entry)),
                terminal.paint(tone(level), "%-5s".formatted(level)),
                "%-16s".formatted(entry.path("service").asString("")),
                terminal.paint(Tone.FAINT, shortName(entry.path("logger_name").asString(""))),
                entry.path("message").asString(""),
                command.isEmpty() ? "" : terminal.paint(Tone.FAINT, "  command=" + command)));
    String trace = entry.path("stack_trace").asString("");
    if (!trace.isEmpty()) {
      terminal.print(terminal.paint(Tone.FAINT, trace.stripTrailing().indent(4).stripTrailing()));
    }
  }

  private static @Nullable JsonNode parse(String line) {
    if (!line.startsWith("{")) {
      return null;
    }
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The time of day of an ISO timestamp, to the millisecond. */
  private static String timeOf(JsonNode entry) {
    String time = entry.path("time").asString("");
    return time.length() >= 23 ? time.substring(11, 23) : time;
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static Tone tone(String level) {
    return switch (level) {
      case "ERROR" -> Tone.BAD;
      case "WARN" -> Tone.WARN;
      default -> Tone.FAINT;
    };
  }
}
