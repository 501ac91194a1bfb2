package io.aios.sysops.infrastructure.systemd;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.infrastructure.commands.CommandResult;
import io.aios.sysops.infrastructure.commands.Commands;
import io.aios.sysops.usecase.BackEnd;
import io.aios.sysops.usecase.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The journal by journalctl, newest entries first. */
@Component
final class JournalctlJournal implements Journal, BackEnd {
  private final Commands commands;
  private final SystemdProperties properties;
  private final JsonMapper json;

  JournalctlJournal(Commands commands, SystemdProperties properties, JsonMapper json) {
    this.commands = commands;
    this.properties = properties;
    this.json = json;
  }

  @Override
  public Page query(Query query) {
    problem().ifPresent(JournalctlJournal::missing);
    CommandResult result = commands.run(properties.journalctl(), arguments(query));
    if (!result.succeeded() && !result.errors().isBlank()) {
      throw new ToolFailure(
          "journal-query-failed",
          "journalctl refused the query: " + result.errors().lines().findFirst().orElse("") + ".",
          "Check grep, which is a PCRE2 expression, and the cursor.");
    }
    return JournalOutput.page(json, result.output(), query.limit());
  }

  static List<String> arguments(Query query) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--output=json", "--no-pager", "--reverse", "--lines=" + query.limit()));
    add(arguments, "--unit=", query.unit());
    add(arguments, "--priority=", query.priority());
    add(arguments, "--since=", time(query.since()));
    add(arguments, "--until=", time(query.until()));
    add(arguments, "--grep=", query.grep());
    add(arguments, "--after-cursor=", query.cursor());
    return arguments;
  }

  private static void add(List<String> arguments, String option, @Nullable Object value) {
    if (value != null) {
      arguments.add(option + value);
    }
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : "@" + instant.getEpochSecond();
  }

  private static void missing(String problem) {
    throw new ToolFailure(
        "journal-missing", problem, "Read files below /var/log with sysops_read_log_file.");
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public Optional<String> problem() {
    if (!Commands.exists(properties.journalctl())) {
      return Optional.of(properties.journalctl() + " is not installed.");
    }
    return properties.journals().stream().anyMatch(JournalctlJournal::holdsJournal)
        ? Optional.empty()
        : Optional.of("No journal files in " + properties.journals() + " that the server may see.");
  }

  /** Files lie in a folder named by the machine's id. */
  private static boolean holdsJournal(Path folder) {
    try (Stream<Path> files =
        Files.find(folder, 2, (file, a) -> file.toString().endsWith(".journal"))) {
      return files.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
