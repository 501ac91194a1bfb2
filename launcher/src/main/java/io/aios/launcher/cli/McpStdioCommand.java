package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.StdioBridge;
import io.aios.launcher.cli.gateway.Tokens;
import io.aios.launcher.cli.terminal.Terminal;
import io.aios.launcher.data.SuiteState;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An MCP server on standard input and output, which is the gateway's. */
@Command(
    name = "stdio",
    mixinStandardHelpOptions = true,
    description =
        "Bridges standard input and output to the gateway, for MCP clients without HTTP. Logs go to standard error.")
final class McpStdioCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Only this tool server, such as python (default: the whole catalogue).")
  private @Nullable String server;

  McpStdioCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SuiteState state = dataOption.running();
    URI endpoint = URI.create(state.gatewayUrl() + (server == null ? "/mcp" : "/mcp/" + server));
    Tokens tokens = new Tokens(dataOption.data(), state, Clock.systemUTC());
    try (var bridge =
        new StdioBridge(
            endpoint, tokens, new FileOutputStream(FileDescriptor.out), terminal::say)) {
      bridge.run(System.in);
    }
    return 0;
  }
}
