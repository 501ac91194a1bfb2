package io.aios.launcher.cli;

import io.aios.launcher.cli.gateway.Gateway;
import io.aios.launcher.cli.gateway.ServerSentEvents;
import io.aios.launcher.cli.gateway.ServerSentEvents.Event;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds what queries read. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Makes what lists and queries read again from the stored events, while commands go on.",
      "Ctrl-C ends it; what was rebuilt until then is good."
    })
final class CommandRebuildCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final JsonMapper mapper = JsonMapper.builder().build();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CommandRebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Gateway gateway = data.gateway();
        ServerSentEvents events = gateway.postForEvents(CommandsCommand.PATH + "/rebuild")) {
      for (Optional<Event> next = events.next(); next.isPresent(); next = events.next()) {
        JsonNode progress = mapper.readTree(next.get().data());
        if (next.get().name().equals("done")) {
          terminal.print(json ? progress.toPrettyString() : "Rebuilt " + text(progress));
          return 0;
        }
        terminal.progress(text(progress));
      }
    }
    throw new CommandFailure(
        CommandFailure.FAILED, "the rebuild ended early; the orchestrator's log says why");
  }

  private static String text(JsonNode progress) {
    return "%d of %d commands, %d events"
        .formatted(
            progress.path("commands").asLong(),
            progress.path("total").asLong(),
            progress.path("events").asLong());
  }
}
