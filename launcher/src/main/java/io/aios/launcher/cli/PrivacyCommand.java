package io.aios.launcher.cli;

import static io.aios.launcher.cli.UsersCommand.send;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What answers show, and the values behind tokens. */
@Command(
    name = "privacy",
    description = "What tools' answers show you, and the values behind your tokens.",
    mixinStandardHelpOptions = true)
final class PrivacyCommand {
  private static final String PATH = "/api/v1/privacy";
  private static final String SETTINGS = PATH + "/settings";
  private static final String TEXT = "text";
  private static final String MODES = "modes";
  private static final String DEFAULT = "default";

  private final Terminal terminal;

  PrivacyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "show",
      description = "What is done to what is found, what you wish, and the least allowed.",
      mixinStandardHelpOptions = true)
  int show(@Mixin DataOption data) throws IOException, InterruptedException {
    print(send(data, "GET", SETTINGS, null));
    return 0;
  }

  @Command(
      name = "set",
      description = "Changes your wishes for some categories, such as contact=tokenise.",
      mixinStandardHelpOptions = true)
  int set(
      @Mixin DataOption data,
      @Parameters(
              paramLabel = "CATEGORY=MODE",
              arity = "1..*",
              description =
                  "off, mark, tokenise, hash, redact or block; default takes your wish back.")
          Map<String, String> wishes)
      throws IOException, InterruptedException {
    Map<String, String> modes = new TreeMap<>();
    send(data, "GET", SETTINGS, null)
        .path(MODES)
        .properties()
        .forEach(entry -> modes.put(entry.getKey(), entry.getValue().asString("")));
    wishes.forEach(
        (category, mode) -> {
          if (mode.equals(DEFAULT)) {
            modes.remove(category);
          } else {
            modes.put(category, mode);
          }
        });
    print(send(data, "PUT", SETTINGS, Map.of(MODES, modes)));
    return 0;
  }

  private void print(JsonNode settings) {
    Table table = new Table("CATEGORY", "MODE", "YOUR WISH", "AT LEAST");
    settings
        .path("effective")
        .properties()
        .forEach(
            entry ->
                table.row(
                    entry.getKey(),
                    entry.getValue().asString(""),
                    settings.path(MODES).path(entry.getKey()).asString("-"),
                    settings.path("floors").path(entry.getKey()).asString("")));
    table.lines().forEach(terminal::print);
  }

  @Command(
      name = "export",
      description = "Prints all that is stored of you, as JSON.",
      mixinStandardHelpOptions = true)
  int export(@Mixin DataOption data) throws IOException, InterruptedException {
    JsonNode export = send(data, "GET", PATH + "/data", null);
    terminal.print(export.toPrettyString());
    for (Map.Entry<String, JsonNode> missing : export.path("missing").properties()) {
      terminal.say(missing.getKey() + " is missing: " + missing.getValue().asString(""));
    }
    return export.path("complete").asBoolean() ? 0 : CommandFailure.FAILED;
  }

  @Command(
      name = "delete",
      description = "Erases what is stored of you; your logins and API keys end.",
      mixinStandardHelpOptions = true)
  int delete(
      @Mixin DataOption data,
      @Option(names = "--yes", required = true, description = "It cannot be undone.") boolean yes)
      throws IOException, InterruptedException {
    send(data, "DELETE", PATH + "/data", null);
    terminal.say("It goes on by itself; see `aios privacy erasures`");
    return 0;
  }

  @Command(
      name = "erasures",
      description = "How far the erasing of your data is.",
      mixinStandardHelpOptions = true)
  int erasures(@Mixin DataOption data) throws IOException, InterruptedException {
    Table table = new Table("REQUESTED", "SERVICE", "ERASED", "WHAT");
    for (JsonNode erasure : send(data, "GET", PATH + "/erasures", null)) {
      for (JsonNode part : erasure.path("parts")) {
        table.row(
            erasure.path("requestedAt").asString(""),
            part.path("service").asString(""),
            part.path("erasedAt").asString("awaited"),
            part.path("erased").properties().stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .collect(Collectors.joining(", ")));
      }
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "reveal",
      description = "Prints a text with the values of your tokens in it; it is recorded.",
      mixinStandardHelpOptions = true)
  int reveal(
      @Mixin DataOption data,
      @Parameters(paramLabel = "TEXT", description = "Such as a token, or - for the input.")
          String text)
      throws IOException, InterruptedException {
    String given =
        text.equals("-")
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing()
            : text;
    terminal.print(
        send(data, "POST", PATH + "/reveal", Map.of(TEXT, given)).path(TEXT).asString(""));
    return 0;
  }
}
