package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** API keys for programs that can do no OAuth. */
@Command(
    name = "keys",
    description = "Makes, lists, rotates and revokes API keys.",
    mixinStandardHelpOptions = true)
final class KeysCommand {
  private static final String PATH = "/api/v1/keys";

  private final Terminal terminal;

  /** What a key may spend, beside its owner. */
  static final class OwnLimits {
    @Option(names = "--calls-per-minute", description = "Its own limit, beside the owner's.")
    private @Nullable Integer minute;

    @Option(names = "--calls-per-day", description = "The same in a day.")
    private @Nullable Integer day;

    private void addTo(Map<String, Object> wish) {
      if (minute != null) {
        wish.put("callsPerMinute", minute);
      }
      if (day != null) {
        wish.put("callsPerDay", day);
      }
    }
  }

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "create",
      description = "Prints a new key, which cannot be shown again.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              split = "[, ]",
              required = true,
              description = "What it may do, such as sysops:read.")
          Set<String> scopes,
      @Option(
              names = "--days",
              defaultValue = "90",
              description = "Its life, up to 366 (default: ${DEFAULT-VALUE}).")
          int days,
      @Mixin OwnLimits limits)
      throws IOException, InterruptedException {
    Map<String, Object> wish =
        new HashMap<>(Map.of("name", name, "scopes", scopes, "lifetimeDays", days));
    limits.addTo(wish);
    return show(send(data, "POST", PATH, wish));
  }

  @Command(name = "list", description = "Your keys, newest first.", mixinStandardHelpOptions = true)
  int list(
      @Mixin DataOption data,
      @Option(
              names = "--user",
              paramLabel = "USER",
              description = "Another user's, or '*' for everybody's; for administrators.")
          @Nullable String user)
      throws IOException, InterruptedException {
    Table table =
        new Table(
            "ID",
            "NAME",
            "OWNER",
            "SCOPES",
            "CALLS/MIN",
            "CALLS/DAY",
            "CREATED",
            "EXPIRES",
            "LAST USED");
    String query = user == null ? "" : "?user=" + encoded(user);
    for (JsonNode key : send(data, "GET", PATH + query, null)) {
      table.row(
          key.path("id").asString(""),
          key.path("name").asString(""),
          key.path("owner").asString(""),
          String.join(
              " ", key.path("scopes").valueStream().map(scope -> scope.asString("")).toList()),
          key.path("callsPerMinute").asString("-"),
          key.path("callsPerDay").asString("-"),
          key.path("createdAt").asString(""),
          key.path("expiresAt").asString(""),
          key.path("lastUsedAt").asString("never"));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "rotate",
      description = "Prints the key with another secret; the present one stays good for a while.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID", description = "The key, as `list` shows it.") String id,
      @Option(
              names = "--overlap",
              paramLabel = "SECONDS",
              defaultValue = "86400",
              description =
                  "For which the present secret stays good, up to a week; 0 ends it at once"
                      + " (default: ${DEFAULT-VALUE}).")
          int overlap)
      throws IOException, InterruptedException {
    return show(
        send(
            data, "POST", PATH + "/" + encoded(id) + "/rotate", Map.of("overlapSeconds", overlap)));
  }

  @Command(
      name = "revoke",
      description = "Ends a key; it is refused within a second.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID", description = "The key, as `list` shows it.") String id)
      throws IOException, InterruptedException {
    send(data, "DELETE", PATH + "/" + encoded(id), null);
    terminal.say("The key is revoked");
    return 0;
  }

  private int show(JsonNode issued) {
    terminal.print(issued.path("key").asString(""));
    terminal.say(
        "Key %s, good until %s; it cannot be shown again"
            .formatted(issued.path("id").asString(""), issued.path("expiresAt").asString("")));
    return 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode send(DataOption data, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, path, body);
    }
  }
}
