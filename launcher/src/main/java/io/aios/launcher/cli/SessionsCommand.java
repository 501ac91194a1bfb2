package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Who is logged in, and putting an end to it. */
@Command(
    name = "sessions",
    description = "Lists and ends logins; their tokens are refused within a second.",
    mixinStandardHelpOptions = true)
final class SessionsCommand {
  private static final String PATH = "/api/v1/sessions";

  private final Terminal terminal;

  SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      description = "Your sessions, the last refreshed first.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DataOption data,
      @Option(
              names = "--user",
              paramLabel = "USER",
              description = "Another user's, or '*' for everybody's; for administrators.")
          @Nullable String user)
      throws IOException, InterruptedException {
    Table table = new Table("ID", "USER", "CLIENT", "SCOPES", "SINCE", "REFRESHED", "ENDS");
    for (JsonNode session : send(data, "GET", PATH + query(user))) {
      table.row(
          session.path("id").asString(""),
          session.path("subject").asString(""),
          session.path("client").asString(""),
          String.join(
              " ", session.path("scopes").valueStream().map(scope -> scope.asString("")).toList()),
          session.path("startedAt").asString(""),
          session.path("refreshedAt").asString(""),
          session.path("expiresAt").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  /** One session, or all of a user. */
  static final class Which {
    @Parameters(paramLabel = "ID", description = "The session, as `list` shows it.")
    private @Nullable String id;

    @Option(names = "--all", description = "All of them.")
    private boolean all;
  }

  @Command(
      name = "revoke",
      description = "Ends a session, or all of a user's.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin DataOption data,
      @ArgGroup(exclusive = true, multiplicity = "1") Which which,
      @Option(
              names = "--user",
              paramLabel = "USER",
              description = "With --all: another user's; for administrators.")
          @Nullable String user)
      throws IOException, InterruptedException {
    String one = which.id == null ? "" : "/" + encoded(which.id);
    send(data, "DELETE", PATH + (which.all ? query(user) : one));
    terminal.say(which.all ? "All sessions are ended" : "The session is ended");
    return 0;
  }

  private static String query(@Nullable String user) {
    return user == null ? "" : "?user=" + encoded(user);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode send(DataOption data, String method, String path)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, path, null);
    }
  }
}
