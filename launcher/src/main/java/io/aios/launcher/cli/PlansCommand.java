package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Saved plans. */
@Command(
    name = "plans",
    mixinStandardHelpOptions = true,
    description = "Lists, shows, saves, runs and deletes saved plans.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = PlanRunCommand.class)
final class PlansCommand {
  private static final String PATH = "/api/v1/plans";

  /** What a plan that is shown has, and one that is saved has not. */
  private static final Set<String> SHOWN_ONLY =
      Set.of("name", "version", "tool", "risk", "savedBy", "savedAt");

  private final Terminal terminal;

  PlansCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the newest version of each.")
  int list(
      @Mixin DataOption data, @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    return print(get(data, PATH), json);
  }

  @Command(
      name = "versions",
      mixinStandardHelpOptions = true,
      description = "Lists the versions of one, newest first.")
  int versions(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "The plan.") String name,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException, InterruptedException {
    return print(get(data, path(name) + "/versions"), json);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints a plan as JSON; it can be saved again.")
  int show(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME[@VERSION]", description = "The plan.") PlanReference plan)
      throws IOException, InterruptedException {
    String query = plan.version() == null ? "" : "?version=" + plan.version();
    terminal.print(get(data, path(plan.name()) + query).toPrettyString());
    return 0;
  }

  @Command(
      name = "save",
      mixinStandardHelpOptions = true,
      description = "Saves the next version of a plan.")
  int save(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "The plan.") String name,
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description =
                  "JSON or YAML with description, steps, inputSchema, output and outputSchema;"
                      + " - reads standard input.")
          String file,
      @Option(names = "--description", paramLabel = "TEXT", description = "Instead of the file's.")
          @Nullable String description)
      throws IOException, InterruptedException {
    ObjectNode plan = CommandDocument.read(file, System.in);
    plan.remove(SHOWN_ONLY);
    if (description != null) {
      plan.put("description", description);
    }
    JsonNode saved;
    try (Gateway gateway = data.gateway()) {
      saved = gateway.send("PUT", path(name), plan);
    }
    terminal.print(
        "Version %d of %s, tool %s"
            .formatted(saved.path("version").asInt(), name, saved.path("tool").asString("")));
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "No longer offers a plan; commands made from it go on.")
  int delete(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "The plan.") String name)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      gateway.send("DELETE", path(name), null);
    }
    terminal.say("The plan " + name + " is no longer offered");
    return 0;
  }

  private int print(JsonNode page, boolean json) {
    if (json) {
      terminal.print(page.toPrettyString());
      return 0;
    }
    Table table = new Table("NAME", "VERSION", "RISK", "STEPS", "BY", "SAVED", "DESCRIPTION");
    for (JsonNode plan : page.path("items")) {
      table.row(
          plan.path("name").asString(""),
          plan.path("version").asString(""),
          plan.path("risk").asString(""),
          Integer.toString(plan.path("steps").size()),
          plan.path("savedBy").asString(""),
          CommandPrinter.time(plan.path("savedAt")),
          plan.path("description").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  private static JsonNode get(DataOption data, String path)
      throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway()) {
      return gateway.get(path);
    }
  }

  private static String path(String name) {
    return PATH + "/" + CommandsCommand.encode(name);
  }
}
