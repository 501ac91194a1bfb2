package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.CommandWatch;
import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Waits for a command's end. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Shows a command's progress until it ends; Ctrl-C leaves it running.",
    footer = {"", "Exit status as of `aios run`."})
final class CommandWatchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where images are saved (default: here).")
  private Path output = Path.of(".");

  @Option(names = "--json", description = "Print the command's JSON document.")
  private boolean json;

  CommandWatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode ended;
    try (Gateway gateway = data.gateway()) {
      ended = new CommandWatch(gateway, terminal, CommandsCommand.encode(id)).await();
    }
    if (json) {
      terminal.print(ended.toPrettyString());
    } else {
      new CommandPrinter(terminal, output).print(ended);
    }
    return CommandFailure.statusOf(ended);
  }
}
