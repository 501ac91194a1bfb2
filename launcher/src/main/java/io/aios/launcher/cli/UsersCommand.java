package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The people who may log in, for administrators. */
@Command(
    name = "users",
    description = "Lists, adds, disables and changes users.",
    mixinStandardHelpOptions = true)
final class UsersCommand {
  private static final String PATH = "/api/v1/users";
  private static final String PASSWORD = "password";

  private final Terminal terminal;

  UsersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "All users.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException, InterruptedException {
    Table table = new Table("NAME", "STATE", "ROLES", "GROUPS", "CREATED", "PASSWORD SINCE");
    for (JsonNode user : send(data, "GET", PATH, null)) {
      table.row(
          user.path("name").asString(""),
          user.path("enabled").asBoolean() ? "enabled" : "disabled",
          names(user.path("roles")),
          names(user.path("groups")),
          user.path("createdAt").asString(""),
          user.path("passwordChangedAt").asString(""));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "add",
      description = "Adds a user; the password is asked for, or read from a line of the input.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = "[, ]",
              defaultValue = "user",
              description =
                  "Such as administrator, user or viewer; `aios roles list` shows all (default: ${DEFAULT-VALUE}).")
          Set<String> roles,
      @Option(
              names = "--group",
              paramLabel = "GROUP",
              split = "[, ]",
              description = "Such as `aios groups list` shows.")
          @Nullable Set<String> groups)
      throws IOException, InterruptedException {
    send(
        data,
        "POST",
        PATH,
        Map.of(
            "name",
            name,
            PASSWORD,
            password(),
            "roles",
            roles,
            "groups",
            groups == null ? Set.of() : groups));
    terminal.say("User %s is added".formatted(name));
    return 0;
  }

  @Command(
      name = "disable",
      description = "Ends a user's sessions and keys within a second; nobody logs in as them.",
      mixinStandardHelpOptions = true)
  int disable(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    change(data, name, Map.of("enabled", false));
    terminal.say("User %s is disabled".formatted(name));
    return 0;
  }

  @Command(
      name = "enable",
      description = "Lets a user log in again.",
      mixinStandardHelpOptions = true)
  int enable(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    change(data, name, Map.of("enabled", true));
    terminal.say("User %s is enabled".formatted(name));
    return 0;
  }

  @Command(
      name = "set-role",
      description = "Replaces a user's own roles; tokens follow when they are issued next.",
      mixinStandardHelpOptions = true)
  int setRole(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1..*", paramLabel = "ROLE", description = "None for no role.")
          @Nullable List<String> roles)
      throws IOException, InterruptedException {
    JsonNode user = change(data, name, Map.of("roles", roles == null ? List.of() : roles));
    terminal.say("User %s has the roles: %s".formatted(name, names(user.path("roles"))));
    return 0;
  }

  @Command(
      name = "set-group",
      description = "Replaces a user's groups; tokens follow when they are issued next.",
      mixinStandardHelpOptions = true)
  int setGroup(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1..*", paramLabel = "GROUP", description = "None for no group.")
          @Nullable List<String> groups)
      throws IOException, InterruptedException {
    JsonNode user = change(data, name, Map.of("groups", groups == null ? List.of() : groups));
    terminal.say("User %s is in the groups: %s".formatted(name, names(user.path("groups"))));
    return 0;
  }

  @Command(
      name = "reset-password",
      description = "Gives a user another password, asked for or read from a line of the input.",
      mixinStandardHelpOptions = true)
  int resetPassword(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    send(data, "PUT", PATH + "/" + encoded(name) + "/password", Map.of(PASSWORD, password()));
    terminal.say("User %s has another password; their sessions are ended".formatted(name));
    return 0;
  }

  @Command(
      name = "reset-factors",
      description = "Removes a user's second factors, for who lost them.",
      mixinStandardHelpOptions = true)
  int resetFactors(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    send(data, "DELETE", PATH + "/" + encoded(name) + "/factors", null);
    terminal.say("User %s has no second factor any more".formatted(name));
    return 0;
  }

  private static String password() throws IOException {
    return String.valueOf(SecretInput.read(List.of(PASSWORD), System.in).get(PASSWORD));
  }

  private static JsonNode change(DataOption data, String name, Map<String, Object> change)
      throws IOException, InterruptedException {
    return send(data, "PATCH", PATH + "/" + encoded(name), change);
  }

  static String names(JsonNode array) {
    return array.isEmpty()
        ? "-"
        : String.join(" ", array.valueStream().map(name -> name.asString("")).toList());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonNode send(DataOption data, String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    try (Gateway gateway = new Gateway(data.data(), data.running(), Clock.systemUTC())) {
      return gateway.send(method, path, body);
    }
  }
}
