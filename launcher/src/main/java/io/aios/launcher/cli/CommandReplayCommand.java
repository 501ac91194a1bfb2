package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Runs a command again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Runs the same again as a new command of yours, checked anew.")
final class CommandReplayCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(names = "--dry-run", description = "Check everything, run nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Print the new command's id and leave it running.")
  private boolean detach;

  @Mixin private ResultOptions results = new ResultOptions();

  CommandReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String path = CommandsCommand.path(id) + "/replay";
    try (Gateway gateway = data.gateway()) {
      JsonNode answer = gateway.post(path + (dryRun ? "?dryRun=true" : ""), Map.of());
      if (dryRun) {
        terminal.print(answer.toPrettyString());
        return 0;
      }
      String started = answer.path("id").asString("");
      if (detach) {
        terminal.print(started);
        return 0;
      }
      terminal.say("Command " + started);
      return results.await(gateway, terminal, started);
    }
  }
}
