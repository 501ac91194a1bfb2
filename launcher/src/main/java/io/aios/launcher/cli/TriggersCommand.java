package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Scheduled and triggered commands. */
@Command(
    name = "triggers",
    aliases = "trigger",
    mixinStandardHelpOptions = true,
    description = "Runs commands by the clock and on events.",
    synopsisSubcommandLabel = "COMMAND")
final class TriggersCommand {
  private static final String PATH = "/api/v1/triggers";

  private final Terminal terminal;

  TriggersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists your triggers.")
  int list(
      @Mixin DataOption data, @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode items = send(data, "GET", "", null).path("items");
    Table table = new Table("ID", "NAME", "WHEN", "ENABLED", "NEXT", "ERRORS");
    for (JsonNode each : items) {
      table.row(
          each.path("id").asString(""),
          each.path("trigger").path("name").asString(""),
          when(each.path("trigger")),
          each.path("enabled").asBoolean() ? "yes" : "no",
          each.path("nextDue").asString("-"),
          errors(each));
    }
    return show(items, table, json);
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one trigger.")
  int show(@Mixin DataOption data, @Parameters(paramLabel = "ID") UUID id)
      throws IOException, InterruptedException {
    return print(send(data, "GET", "/" + id, null));
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes a trigger, which runs with the permissions you have now.")
  int create(
      @Mixin DataOption data,
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description = "The trigger as JSON or YAML; - reads standard input.")
          String file)
      throws IOException, InterruptedException {
    return print(send(data, "POST", "", CommandDocument.read(file, System.in)));
  }

  @Command(
      name = "update",
      mixinStandardHelpOptions = true,
      description = "Replaces a trigger, which goes on with the permissions you have now.")
  int update(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID") UUID id,
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description = "The trigger as JSON or YAML; - reads standard input.")
          String file)
      throws IOException, InterruptedException {
    return print(send(data, "PUT", "/" + id, CommandDocument.read(file, System.in)));
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a trigger.")
  int delete(@Mixin DataOption data, @Parameters(paramLabel = "ID") UUID id)
      throws IOException, InterruptedException {
    send(data, "DELETE", "/" + id, null);
    return 0;
  }

  @Command(name = "enable", mixinStandardHelpOptions = true, description = "Switches it on.")
  int enable(@Mixin DataOption data, @Parameters(paramLabel = "ID") UUID id)
      throws IOException, InterruptedException {
    return print(send(data, "POST", "/" + id + "/enable", null));
  }

  @Command(name = "disable", mixinStandardHelpOptions = true, description = "Switches it off.")
  int disable(@Mixin DataOption data, @Parameters(paramLabel = "ID") UUID id)
      throws IOException, InterruptedException {
    return print(send(data, "POST", "/" + id + "/disable", null));
  }

  @Command(name = "fire", mixinStandardHelpOptions = true, description = "Runs its command now.")
  int fire(@Mixin DataOption data, @Parameters(paramLabel = "ID") UUID id)
      throws IOException, InterruptedException {
    send(data, "POST", "/" + id + "/fire", null);
    terminal.say("It fires; see `aios triggers history " + id + "`");
    return 0;
  }

  @Command(
      name = "history",
      mixinStandardHelpOptions = true,
      description = "Lists the last firings with their commands.")
  int history(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID") UUID id,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode items = send(data, "GET", "/" + id + "/history", null).path("items");
    Table table = new Table("FIRED", "STATUS", "COMMAND", "CAUSE", "REASON");
    for (JsonNode each : items) {
      table.row(
          each.path("firedAt").asString(""),
          each.path("status").asString(""),
          each.path("commandId").asString("-"),
          each.path("cause").asString(""),
          each.path("reason").asString(""));
    }
    return show(items, table, json);
  }

  private int show(JsonNode items, Table table, boolean json) {
    if (json) {
      return print(items);
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  private int print(JsonNode document) {
    terminal.print(document.toPrettyString());
    return 0;
  }

  private static String when(JsonNode trigger) {
    if (trigger.has("event")) {
      return trigger.path("event").path("topic").asString("");
    }
    return trigger.has("at")
        ? trigger.path("at").asString("")
        : trigger.path("cron").asString("") + " " + trigger.path("zone").asString("UTC");
  }

  private static String errors(JsonNode trigger) {
    int count = trigger.path("errors").asInt(0);
    return count == 0
        ? "-"
        : count + ", last " + trigger.path("lastError").path("code").asString("");
  }

  private static JsonNode send(DataOption data, String method, String rest, @Nullable Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, PATH + rest, body);
    }
  }
}
