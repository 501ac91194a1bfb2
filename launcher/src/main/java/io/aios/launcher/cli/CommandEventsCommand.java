package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.gateway.ServerSentEvents;
import io.aios.launcher.cli.gateway.ServerSentEvents.Event;
import io.aios.launcher.cli.terminal.CommandPrinter;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened to a command. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Prints what happened to a command, an event a line.")
final class CommandEventsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final JsonMapper mapper = JsonMapper.builder().build();

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", description = "The command.")
  private String id = "";

  @Option(
      names = "--after",
      paramLabel = "N",
      defaultValue = "0",
      description = "Only those after the n-th.")
  private long after;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new ones until the command ends, with the tools' progress.")
  private boolean follow;

  @Option(names = "--json", description = "Print each as a line of JSON.")
  private boolean json;

  CommandEventsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String path = CommandsCommand.path(id);
    try (Gateway gateway = data.gateway()) {
      long last = gateway.get(path).path("version").asLong();
      if (follow || after < last) {
        try (ServerSentEvents events = gateway.events(path + "/events", Long.toString(after))) {
          print(events, follow ? Long.MAX_VALUE : last);
        }
      }
    }
    return 0;
  }

  private void print(ServerSentEvents events, long last) throws IOException {
    for (Optional<Event> next = events.next(); next.isPresent(); next = events.next()) {
      Event event = next.get();
      if (follow || event.id() != null) {
        print(event);
      }
      if (event.id() != null && Long.parseLong(event.id()) >= last) {
        return;
      }
    }
  }

  private void print(Event event) {
    if (json) {
      terminal.print(event.data());
      return;
    }
    JsonNode data = mapper.readTree(event.data());
    if (event.name().equals("progress")) {
      terminal.say(
          "      %s %s %s"
              .formatted(
                  data.path("step").asString(""),
                  data.path("fraction").asString(""),
                  data.path("message").asString("")));
      return;
    }
    JsonNode reason = data.path("reason");
    terminal.print(
        "%4d  %s  %-22s %s%s"
            .formatted(
                data.path("version").asLong(),
                CommandPrinter.time(data.path("at")),
                event.name(),
                data.path("step").asString(""),
                reason.isObject() ? " (" + CommandPrinter.reason(reason) + ")" : "")
            .stripTrailing());
  }
}
