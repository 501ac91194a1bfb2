package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** External MCP servers: add, look through, approve and remove. */
@Command(
    name = "servers",
    description = "Adds external MCP servers and approves their tools.",
    mixinStandardHelpOptions = true)
final class ServersCommand {
  private static final String PATH = "/api/v1/external-servers";

  private final Terminal terminal;
  private final ServerPrinter printer;

  ServersCommand(Terminal terminal) {
    this.terminal = terminal;
    this.printer = new ServerPrinter(terminal);
  }

  @Command(
      name = "list",
      description = "External servers, and how many of their tools are in which state.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException, InterruptedException {
    Table table =
        new Table("ALIAS", "STATE", "OFFERED", "NEW", "QUARANTINED", "CREDENTIALS", "SERVER");
    for (JsonNode server : send(data, "GET", "", null)) {
      JsonNode tools = server.path("tools");
      table.row(
          server.path("alias").asString(""),
          server.path("state").asString(""),
          tools.path("offered").asString(),
          tools.path("new").asString(),
          tools.path("quarantined").asString(),
          server.path("credentials").asString(""),
          ServerPrinter.address(server));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "add",
      description = "Adds a server: by --url, or by the command that starts it.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ALIAS", description = "Prefix of its tools' names.") String alias,
      @Option(names = "--url", description = "Address of its MCP endpoint.") @Nullable String url,
      @Option(
              names = "--header",
              description = "Header that carries the credential, instead of a bearer token.")
          @Nullable String header,
      @Option(names = "--title", description = "For people.") @Nullable String title,
      @Option(
              names = "--credentials",
              defaultValue = "none",
              description = "none, shared or per-user (default: ${DEFAULT-VALUE}).")
          String credentials,
      @Option(names = "--env", description = "Variable that carries the credential.")
          @Nullable List<String> environment,
      @Option(names = "--network", description = "Lets the command use this machine's network.")
          boolean network,
      @Parameters(
              index = "1..*",
              paramLabel = "COMMAND",
              description = "After --: the program and its arguments.")
          @Nullable List<String> command)
      throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("alias", alias);
    body.put("credentials", credentials);
    put(body, "url", url);
    put(body, "header", header);
    put(body, "title", title);
    put(body, "command", command);
    put(body, "environment", environment);
    put(body, "network", network ? true : null);
    JsonNode server = send(data, "POST", "", body);
    printer.server(server);
    terminal.say(
        credentials.equals("none")
            ? "Next: aios servers diff " + alias
            : "Next: aios servers credential " + alias);
    return 0;
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  @Command(name = "show", description = "A server and its tools.", mixinStandardHelpOptions = true)
  int show(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    printer.server(send(data, "GET", "/" + alias, null));
    printer.tools(send(data, "GET", "/" + alias + "/tools", null));
    return 0;
  }

  @Command(
      name = "diff",
      description = "What waits for approval: findings, and what changed since it was approved.",
      mixinStandardHelpOptions = true)
  int diff(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    boolean waits = false;
    for (JsonNode tool : send(data, "GET", "/" + alias + "/tools", null)) {
      if (!tool.path("diff").isEmpty()) {
        waits = true;
        printer.waiting(tool);
      }
    }
    if (!waits) {
      terminal.say("Nothing waits for approval");
    }
    return 0;
  }

  @Command(
      name = "approve",
      description = {
        "Approves a tool as it was shown: NAME --hash HASH.",
        "Or, with --all, every tool that waits, if none has findings."
      },
      mixinStandardHelpOptions = true)
  int approve(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ALIAS") String alias,
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "The server's own name.")
          @Nullable String name,
      @Option(names = "--hash", description = "What was shown; what differs is refused.")
          @Nullable String hash,
      @Option(names = "--all", description = "Every tool that waits, as it is now.") boolean all,
      @Option(
              names = "--risk",
              defaultValue = "destructive",
              description = "read, write, destructive or external (default: ${DEFAULT-VALUE}).")
          String risk,
      @Option(
              names = "--accept-findings",
              description = "Although its texts hold suspicious passages; for a single tool.")
          boolean acceptFindings)
      throws IOException, InterruptedException {
    if (all == (name != null) || (name != null && hash == null)) {
      throw new CommandFailure(
          CommandFailure.USAGE, "give either NAME with --hash HASH, or --all; see `diff`");
    }
    List<Map<String, String>> tools =
        name == null
            ? waiting(data, alias, risk)
            : List.of(Map.of("name", name, "hash", String.valueOf(hash), "risk", risk));
    if (tools.isEmpty()) {
      terminal.say("Nothing waits for approval");
      return 0;
    }
    printer.tools(
        send(
            data,
            "POST",
            "/" + alias + "/approvals",
            Map.of("tools", tools, "acceptFindings", acceptFindings)));
    return 0;
  }

  private static List<Map<String, String>> waiting(DataOption data, String alias, String risk)
      throws IOException, InterruptedException {
    return send(data, "GET", "/" + alias + "/tools", null)
        .valueStream()
        .filter(tool -> !tool.path("diff").isEmpty() && !tool.hasNonNull("unusable"))
        .map(
            tool ->
                Map.of(
                    "name",
                    tool.path("name").asString(""),
                    "hash",
                    tool.path("hash").asString(""),
                    "risk",
                    risk))
        .toList();
  }

  @Command(
      name = "revoke",
      description = "Takes the approval of a tool back.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ALIAS") String alias,
      @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    send(data, "DELETE", "/" + alias + "/tools/" + name + "/approval", null);
    return 0;
  }

  @Command(
      name = "refresh",
      description = "Asks a server for its tools now.",
      mixinStandardHelpOptions = true)
  int refresh(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    printer.server(send(data, "POST", "/" + alias + "/refresh", Map.of()));
    return 0;
  }

  @Command(
      name = "enable",
      description = "Offers the approved tools of a server again.",
      mixinStandardHelpOptions = true)
  int enable(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    printer.server(send(data, "POST", "/" + alias + "/enable", Map.of()));
    return 0;
  }

  @Command(
      name = "disable",
      description = "Offers none of a server's tools until it is enabled.",
      mixinStandardHelpOptions = true)
  int disable(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    printer.server(send(data, "POST", "/" + alias + "/disable", Map.of()));
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes a server with its approvals and credentials.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin DataOption data, @Parameters(paramLabel = "ALIAS") String alias)
      throws IOException, InterruptedException {
    send(data, "DELETE", "/" + alias, null);
    return 0;
  }

  @Command(
      name = "credential",
      description = "Sets your credential for a server: a value a line on standard input.",
      mixinStandardHelpOptions = true)
  int credential(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ALIAS") String alias,
      @Option(names = "--remove", description = "Removes it instead.") boolean remove)
      throws IOException, InterruptedException {
    JsonNode server = send(data, "GET", "/" + alias, null);
    boolean shared = server.path("credentials").asString("").equals("shared");
    String path = "/" + alias + (shared ? "/shared-credential" : "/credential");
    if (remove) {
      send(data, "DELETE", path, null);
      return 0;
    }
    List<String> names =
        server.path("credentialNames").valueStream().map(JsonNode::asString).toList();
    send(data, "PUT", path, Map.of("values", SecretInput.read(names, System.in)));
    terminal.say(shared ? "Set for everybody" : "Set for you");
    return 0;
  }

  private static JsonNode send(DataOption data, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, PATH + path, body);
    }
  }
}
