package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What threat detection found, and whom it holds. */
@Command(
    name = "alerts",
    description = "Shows what looks like an attack; for administrators.",
    mixinStandardHelpOptions = true)
final class AlertsCommand {
  private static final String PATH = "/api/v1/alerts";
  private static final String HELD = PATH + "/quarantine";

  private final Terminal terminal;

  AlertsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Which alerts. */
  static final class Criteria {
    @Option(
        names = "--state",
        defaultValue = "open",
        description = "open, acknowledged, dismissed or all (default: ${DEFAULT-VALUE}).")
    private String state = "open";

    @Option(names = "--severity", description = "At least: low, medium, high or critical.")
    private @Nullable String severity;

    @Option(names = "--rule", description = "Of this rule, such as brute-force.")
    private @Nullable String rule;

    @Option(names = "--user", description = "About this principal.")
    private @Nullable String subject;

    @Option(names = "--limit", defaultValue = "50", description = "Up to 500.")
    private int limit = 50;

    private String query() {
      Map<String, String> criteria = new LinkedHashMap<>();
      criteria.put("limit", Integer.toString(limit));
      put(criteria, "state", state.equals("all") ? null : state);
      put(criteria, "severity", severity);
      put(criteria, "rule", rule);
      put(criteria, "subject", subject);
      return criteria.entrySet().stream()
          .map(each -> each.getKey() + "=" + encoded(each.getValue()))
          .collect(Collectors.joining("&", "?", ""));
    }

    private static void put(Map<String, String> criteria, String name, @Nullable String value) {
      if (value != null) {
        criteria.put(name, value);
      }
    }
  }

  @Command(name = "list", description = "Youngest first.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data, @Mixin Criteria criteria)
      throws IOException, InterruptedException {
    Table table = new Table("ID", "SEVERITY", "RULE", "ABOUT", "TIMES", "LAST", "STATE", "DONE");
    for (JsonNode alert : send(data, "GET", PATH + criteria.query(), null).path("alerts")) {
      table.row(
          alert.path("id").asString(""),
          alert.path("severity").asString(""),
          alert.path("rule").asString(""),
          alert.path("about").asString(""),
          alert.path("occurrences").asString(""),
          alert.path("lastAt").asString(""),
          alert.path("state").asString(""),
          alert.path("response").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "show",
      description = "One alert: why, and the audit records that show it.",
      mixinStandardHelpOptions = true)
  int show(@Mixin DataOption data, @Parameters(paramLabel = "ID") String id)
      throws IOException, InterruptedException {
    JsonNode alert = send(data, "GET", PATH + "/" + encoded(id), null);
    terminal.print(alert.path("explanation").asString(""));
    Table factors = new Table("FACTOR", "VALUE", "USUAL OR LIMIT", "SHARE");
    for (JsonNode factor : alert.path("factors")) {
      factors.row(
          factor.path("name").asString(""),
          number(factor.path("value")),
          number(factor.path("usual")),
          number(factor.path("share")));
    }
    factors.lines().forEach(terminal::print);
    terminal.print("Audit records:");
    alert.path("evidence").forEach(each -> terminal.print("  " + each.asString("")));
    return 0;
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? "%.2f".formatted(value.asDouble()) : "-";
  }

  @Command(name = "ack", description = "Takes note of an alert.", mixinStandardHelpOptions = true)
  int acknowledge(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--note", description = "Kept with it.") @Nullable String note)
      throws IOException, InterruptedException {
    return decide(data, id, "acknowledge", note);
  }

  @Command(
      name = "dismiss",
      description = "Says that it was a false alarm.",
      mixinStandardHelpOptions = true)
  int dismiss(
      @Mixin DataOption data,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--note", description = "Kept with it.") @Nullable String note)
      throws IOException, InterruptedException {
    return decide(data, id, "dismiss", note);
  }

  private int decide(DataOption data, String id, String verb, @Nullable String note)
      throws IOException, InterruptedException {
    send(
        data,
        "POST",
        PATH + "/" + encoded(id) + "/" + verb,
        note == null ? Map.of() : Map.of("note", note));
    terminal.say("The alert is " + verb + (verb.endsWith("e") ? "d" : "ed"));
    return 0;
  }

  @Command(
      name = "held",
      description = "Principals in quarantine: they get no tokens, and their keys are refused.",
      mixinStandardHelpOptions = true)
  int held(@Mixin DataOption data) throws IOException, InterruptedException {
    Table table = new Table("PRINCIPAL", "SINCE", "REASON");
    for (JsonNode held : send(data, "GET", HELD, null)) {
      table.row(
          held.path("subject").asString(""),
          held.path("at").asString(""),
          held.path("reason").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "hold",
      description = "Puts a principal in quarantine.",
      mixinStandardHelpOptions = true)
  int hold(@Mixin DataOption data, @Parameters(paramLabel = "PRINCIPAL") String subject)
      throws IOException, InterruptedException {
    send(data, "PUT", HELD + "/" + encoded(subject), null);
    terminal.say(subject + " is in quarantine");
    return 0;
  }

  @Command(
      name = "release",
      description = "Lets a principal out of quarantine; it logs in anew.",
      mixinStandardHelpOptions = true)
  int release(@Mixin DataOption data, @Parameters(paramLabel = "PRINCIPAL") String subject)
      throws IOException, InterruptedException {
    send(data, "DELETE", HELD + "/" + encoded(subject), null);
    terminal.say(subject + " is released");
    return 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode send(DataOption data, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, path, body);
    }
  }
}
