package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.cli.terminal.Terminal.Tone;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Why a command went as it did. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says which rule, limit, approval, route, cache or filter decided, in order.")
final class CommandExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CommandExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode explanation;
    try (Gateway gateway = data.gateway()) {
      explanation = gateway.get(CommandsCommand.path(id) + "/explanation");
    }
    if (json) {
      terminal.print(explanation.toPrettyString());
      return 0;
    }
    Table table = new Table("EVENT", "STEP", "DECIDED BY", "", "WHAT");
    for (JsonNode each : explanation.path("decisions")) {
      table.row(
          each.path("version").asString(""),
          each.path("step").asString(""),
          each.path("stage").asString(""),
          verdict(each.path("verdict").asString("")),
          each.path("detail").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  private String verdict(String verdict) {
    return switch (verdict) {
      case "PASSES" -> terminal.paint(Tone.GOOD, "ok");
      case "REFUSES" -> terminal.paint(Tone.BAD, "no");
      default -> "";
    };
  }
}
