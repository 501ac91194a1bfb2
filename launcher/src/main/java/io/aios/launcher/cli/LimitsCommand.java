package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What is left of one's quotas. */
@Command(
    name = "limits",
    description = "Shows how much you may still call, and how many of your calls run.",
    mixinStandardHelpOptions = true)
final class LimitsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Another user's; for administrators.")
  private @Nullable String user;

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      description = "Those that a call of this tool comes under.")
  private @Nullable String tool;

  LimitsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode limits;
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      limits = gateway.get("/api/v1/limits" + query());
    }
    Table table = new Table("LIMIT", "LEFT", "OF", "IN");
    for (JsonNode quota : limits.path("quotas")) {
      table.row(
          quota.path("quota").asString(""),
          quota.path("left").asString(""),
          quota.path("limit").asString(""),
          quota.path("windowSeconds").asString("") + " s");
    }
    for (JsonNode running : limits.path("running")) {
      table.row(
          running.path("quota").asString(""),
          String.valueOf(running.path("limit").asLong(0) - running.path("here").asLong(0)),
          running.path("limit").asString(""),
          "at once");
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    add(query, "user", user);
    add(query, "tool", tool);
    return query.toString();
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
