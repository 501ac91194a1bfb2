package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Commands that were submitted, and what can be done with them. */
@Command(
    name = "commands",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, follows, cancels, undoes, repeats and explains commands.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CommandEventsCommand.class,
      CommandWatchCommand.class,
      CommandUndoCommand.class,
      CommandReplayCommand.class,
      CommandExplainCommand.class,
      CommandRebuildCommand.class
    })
final class CommandsCommand {
  static final String PATH = "/api/v1/commands";

  private final Terminal terminal;

  CommandsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists, newest first.")
  int list(
      @Mixin DataOption data,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "Only these, such as running or awaiting_approval.")
          @Nullable String status,
      @Option(
              names = "--limit",
              defaultValue = "20",
              description = "At most so many, 1 to 200 (default: ${DEFAULT-VALUE}).")
          int limit,
      @Option(
              names = "--before",
              paramLabel = "ID",
              description = "Only those before this one, for the next page.")
          @Nullable String before,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    String query = "?limit=" + limit + parameter("status", status) + parameter("before", before);
    JsonNode page;
    try (Gateway gateway = data.gateway()) {
      page = gateway.get(PATH + query);
    }
    if (json) {
      terminal.print(page.toPrettyString());
      return 0;
    }
    Table table = new Table("ID", "STATUS", "TOOL", "STEPS", "USER", "ACCEPTED", "ENDED");
    for (JsonNode each : page.path("items")) {
      table.row(
          each.path("id").asString(""),
          each.path("status").asString(""),
          each.path("tool").asString("a plan"),
          each.path("steps").asString(""),
          each.path("subject").asString(""),
          CommandPrinter.time(each.path("acceptedAt")),
          CommandPrinter.time(each.path("endedAt")));
    }
    table.lines().forEach(terminal::print);
    if (page.path("next").isString()) {
      terminal.say("There are more: --before " + page.path("next").asString());
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a command with its steps and results.")
  int show(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID", description = "The command.") String id,
      @Option(names = "--after", paramLabel = "N", description = "As it was after its n-th event.")
          @Nullable Long after,
      @Option(
              names = {"-o", "--output-dir"},
              paramLabel = "DIR",
              defaultValue = ".",
              description = "Where images are saved (default: here).")
          Path output,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode command;
    try (Gateway gateway = data.gateway()) {
      command = gateway.get(path(id) + (after == null ? "" : "?version=" + after));
    }
    if (json) {
      terminal.print(command.toPrettyString());
    } else {
      new CommandPrinter(terminal, output).print(command);
    }
    return 0;
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Stops a command, and the tools it runs.")
  int cancel(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID", description = "The command.") String id,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode command;
    try (Gateway gateway = data.gateway()) {
      command = gateway.post(path(id) + "/cancel", Map.of());
    }
    String status = command.path("status").asString("");
    terminal.print(
        json
            ? command.toPrettyString()
            : status.equals("running") ? "It is being stopped" : "It is " + status);
    return 0;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Writes the whole history as a test fixture (JSON).")
  int export(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID", description = "The command.") String id,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Where to (default: standard output).")
          @Nullable Path output)
      throws IOException, InterruptedException {
    String fixture;
    try (Gateway gateway = data.gateway()) {
      fixture = gateway.get(path(id) + "/export").toPrettyString();
    }
    if (output == null) {
      terminal.print(fixture);
    } else {
      write(output, fixture + "\n");
    }
    return 0;
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new CommandFailure(
          CommandFailure.FAILED, "cannot write " + file + ": " + e.getMessage());
    }
  }

  static String path(String id) {
    return PATH + "/" + encode(id);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + encode(value);
  }
}
