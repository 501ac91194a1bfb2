package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The catalogue of tools. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description = "Shows the tools that can be run.",
    synopsisSubcommandLabel = "COMMAND")
final class ToolsCommand {
  private final Terminal terminal;

  ToolsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all tools.")
  int list(
      @Mixin DataOption data,
      @Option(names = "--server", description = "Only of this server, such as sysops.")
          @Nullable String server,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    return show(data, server == null ? "" : "?server=" + encode(server), json);
  }

  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "Lists tools that fit the words.")
  int search(
      @Mixin DataOption data,
      @Parameters(arity = "1..*", paramLabel = "WORD") String[] words,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    return show(data, "?query=" + encode(String.join(" ", words)), json);
  }

  @Command(
      name = "describe",
      mixinStandardHelpOptions = true,
      description = "Shows one tool with its arguments.")
  int describe(
      @Mixin DataOption data,
      @Parameters(paramLabel = "TOOL") String name,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    JsonNode tool = get(data, "/" + encode(name));
    if (json) {
      terminal.print(tool.toPrettyString());
    } else {
      describe(tool);
    }
    return 0;
  }

  private int show(DataOption data, String query, boolean json)
      throws IOException, InterruptedException {
    JsonNode answer = get(data, query);
    JsonNode tools = answer.isArray() ? answer : answer.path("tools");
    if (json) {
      terminal.print(tools.toPrettyString());
      return 0;
    }
    Table table = new Table("TOOL", "RISK", "DESCRIPTION");
    for (JsonNode tool : tools) {
      table.row(
          tool.path("name").asString(""),
          tool.path("_meta").path("io.aios/risk").asString(""),
          firstSentence(tool.path("description").asString("")));
    }
    table.lines().forEach(terminal::print);
    terminal.say(tools.size() + " tools");
    return 0;
  }

  private void describe(JsonNode tool) {
    JsonNode meta = tool.path("_meta");
    terminal.print(terminal.paint(Tone.STRONG, tool.path("name").asString("")));
    terminal.print(tool.path("description").asString(""));
    terminal.print(
        "Risk %s, needs %s%s"
            .formatted(
                meta.path("io.aios/risk").asString("?"),
                meta.path("io.aios/permission").asString("?"),
                meta.path("io.aios/idempotent").asBoolean(false) ? ", can be repeated" : ""));
    JsonNode schema = tool.path("inputSchema");
    Table table = new Table("ARGUMENT", "TYPE", "NEEDED", "MEANING");
    for (var property : schema.path("properties").properties()) {
      boolean required = false;
      for (JsonNode each : schema.path("required")) {
        required |= each.asString("").equals(property.getKey());
      }
      table.row(
          property.getKey(),
          type(property.getValue()),
          required ? "yes" : "",
          property.getValue().path("description").asString(""));
    }
    table.lines().forEach(terminal::print);
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return String.join("|", schema.path("enum").valueStream().map(JsonNode::asString).toList());
    }
    JsonNode type = schema.path("type");
    String name =
        type.isArray()
            ? String.join("|", type.valueStream().map(JsonNode::asString).toList())
            : type.asString("any");
    return name.equals("array") ? type(schema.path("items")) + "[]" : name;
  }

  private static String firstSentence(String description) {
    int end = description.indexOf(". ");
    return end < 0 ? description : description.substring(0, end + 1);
  }

  private static JsonNode get(DataOption data, String rest)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      return gateway.get("/api/v1/tools" + rest);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
