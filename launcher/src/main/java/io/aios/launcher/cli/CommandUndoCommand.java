package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.CommandWatch;
import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Undoes what a command did. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = "Undoes what a command did, the last call first; 1 when something stays done.")
final class CommandUndoCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(names = "--dry-run", description = "Say what undoing would do, and do nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CommandUndoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String path = CommandsCommand.path(id) + "/undo";
    try (Gateway gateway = data.gateway()) {
      if (dryRun) {
        print(gateway.get(path), "calls");
        return 0;
      }
      gateway.post(path, Map.of());
      JsonNode ended = new CommandWatch(gateway, terminal, CommandsCommand.encode(id)).await();
      print(ended, "steps");
      return CommandFailure.statusOf(ended);
    }
  }

  /**
   * @param list of the calls; a single call's document is its own only one
   */
  private void print(JsonNode document, String list) {
    if (json) {
      terminal.print(document.toPrettyString());
      return;
    }
    Table table = new Table("STEP", "TOOL", "UNDO", "BY", "WHY NOT");
    if (document.path("undo").isObject()) {
      row(table, "call", document);
    }
    for (JsonNode call : document.path(list)) {
      if (call.path("undo").isObject()) {
        row(table, call.path(list.equals("steps") ? "id" : "step").asString(""), call);
      }
    }
    table.lines().forEach(terminal::print);
  }

  private static void row(Table table, String step, JsonNode call) {
    JsonNode undo = call.path("undo");
    JsonNode arguments = call.path("arguments");
    table.row(
        step,
        call.path("tool").asString(""),
        undo.path("status").asString(""),
        undo.path("tool").asString("") + (arguments.isObject() ? " " + arguments : ""),
        CommandPrinter.reason(undo.path("reason")));
  }
}
