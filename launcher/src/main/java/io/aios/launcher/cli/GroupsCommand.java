package io.aios.launcher.cli;

import static io.aios.launcher.cli.UsersCommand.encoded;
import static io.aios.launcher.cli.UsersCommand.names;
import static io.aios.launcher.cli.UsersCommand.send;

import io.aios.launcher.cli.terminal.Table;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Groups of users, for administrators. */
@Command(
    name = "groups",
    description = "Lists, sets and removes groups, which give their members roles.",
    mixinStandardHelpOptions = true)
final class GroupsCommand {
  private static final String PATH = "/api/v1/groups";

  private final Terminal terminal;

  GroupsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "All groups.", mixinStandardHelpOptions = true)
  int list(@Mixin DataOption data) throws IOException, InterruptedException {
    Table table = new Table("NAME", "ROLES");
    for (JsonNode each : send(data, "GET", PATH, null)) {
      table.row(each.path("name").asString(""), names(each.path("roles")));
    }
    table.lines().forEach(terminal::print);
    return 0;
  }

  @Command(
      name = "set",
      description = "Adds a group, or replaces what it holds.",
      mixinStandardHelpOptions = true)
  int set(
      @Mixin DataOption data,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1..*", paramLabel = "ROLE") @Nullable List<String> held)
      throws IOException, InterruptedException {
    JsonNode put =
        send(
            data,
            "PUT",
            PATH + "/" + encoded(name),
            Map.of("roles", held == null ? List.of() : held));
    terminal.say("The group %s has: %s".formatted(name, names(put.path("roles"))));
    return 0;
  }

  @Command(
      name = "remove",
      description = "Removes a group, from everybody too.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin DataOption data, @Parameters(paramLabel = "NAME") String name)
      throws IOException, InterruptedException {
    send(data, "DELETE", PATH + "/" + encoded(name), null);
    terminal.say("The group %s is removed".formatted(name));
    return 0;
  }
}
