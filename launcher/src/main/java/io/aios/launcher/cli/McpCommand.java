package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What MCP clients need: configuration, and a bridge for those that speak stdio only. */
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = "Connects MCP clients: prints their configuration, or is their stdio server.",
    subcommands = {McpConfigCommand.class, McpStdioCommand.class})
final class McpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  McpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.print(spec.commandLine().getUsageMessage().stripTrailing());
    return 0;
  }
}
