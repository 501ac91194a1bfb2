package io.aios.launcher.cli;

import io.aios.launcher.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what to paste into an MCP client. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints ready-to-paste configuration of MCP clients. It holds no secret.")
final class McpConfigCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption dataOption = new DataOption();

  @Option(
      names = "--client",
      paramLabel = "CLIENT",
      description = "One of ${COMPLETION-CANDIDATES} (default: all).")
  private @Nullable McpClientConfiguration client;

  @Option(
      names = "--server",
      paramLabel = "NAME",
      description = "Only this tool server, such as python (default: the whole catalogue).")
  private @Nullable String server;

  McpConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String path = server == null ? "/mcp" : "/mcp/" + server;
    String url = dataOption.running().gatewayUrl() + path;
    if (client != null) {
      terminal.print(client.render(url, bridge()));
      return 0;
    }
    for (McpClientConfiguration each : McpClientConfiguration.values()) {
      terminal.print("# " + each.heading());
      terminal.print(each.render(url, bridge()));
      terminal.print("");
    }
    return 0;
  }

  private List<String> bridge() {
    List<String> command = new ArrayList<>(List.of(script(), "mcp", "stdio"));
    command.add("--data");
    command.add(dataOption.data().root().toAbsolutePath().toString());
    if (server != null) {
      command.add("--server");
      command.add(server);
    }
    return command;
  }

  /** The {@code aios} script beside the application, or whatever the path has. */
  private static String script() {
    String app = System.getProperty("aios.app");
    Path script = app == null ? null : Path.of(app).resolve("../../../aios").normalize();
    return script != null && script.toFile().canExecute()
        ? script.toAbsolutePath().toString()
        : "aios";
  }
}
