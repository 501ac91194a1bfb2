package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.CommandWatch;
import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.ResultPrinter;
import io.aios.launcher.cli.terminal.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What is shown of a command that is waited for. */
final class ResultOptions {
  @Option(
      names = {"-o", "--output-dir"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where images are saved (default: here).")
  private Path output = Path.of(".");

  @Option(names = "--json", description = "Print the command's JSON document.")
  private boolean json;

  /** Follows the command, cancels it on Ctrl-C, prints what it gave; the exit status. */
  int await(Gateway gateway, Terminal terminal, String id) throws InterruptedException {
    JsonNode over = new CommandWatch(gateway, terminal, id).awaitOrCancel();
    if (json) {
      terminal.print(over.toPrettyString());
    } else {
      new ResultPrinter(terminal, output).print(over);
    }
    int status = CommandFailure.statusOf(over);
    if (status == CommandFailure.AWAITING_APPROVAL) {
      terminal.say("It waits for approval: aios approvals show " + id);
    }
    return status;
  }
}
