package io.aios.launcher.cli.gateway;

import io.aios.launcher.cli.CommandFailure;
import io.aios.launcher.cli.gateway.ServerSentEvents.Event;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a command, showing its progress. */
public final class CommandWatch {
  private static final int LOST_PATIENCE_SECONDS = 30;
  private static final String AWAITING_APPROVAL = "awaiting_approval";
  private static final Set<String> GOES_ON = Set.of("running", "undoing");

  private final Gateway gateway;
  private final Terminal terminal;
  private final JsonMapper json = JsonMapper.builder().build();
  private final String path;
  private boolean throughApprovals = true;
  private @Nullable String lastEvent;

  public CommandWatch(Gateway gateway, Terminal terminal, String id) {
    this.gateway = gateway;
    this.terminal = terminal;
    this.path = "/api/v1/commands/" + id;
  }

  /**
   * Waits for the end, however long somebody takes to approve.
   *
   * @return the command's document
   * @throws CommandFailure with status 5 when the suite went away before the end was known
   */
  public JsonNode await() throws InterruptedException {
    long deadline = 0;
    while (true) {
      try {
        JsonNode command = gateway.get(path);
        if (isOver(command)) {
          return command;
        }
        deadline = 0;
        listen();
      } catch (IOException | CommandFailure e) {
        if (e instanceof CommandFailure failure && !failure.passing()) {
          throw failure;
        }
        long now = System.nanoTime();
        deadline = deadline == 0 ? now + TimeUnit.SECONDS.toNanos(LOST_PATIENCE_SECONDS) : deadline;
        if (now > deadline) {
          throw new CommandFailure(
              CommandFailure.UNKNOWN,
              "the suite went away; the command goes on when it is back: GET " + path);
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  /**
   * Waits for the end, or until only somebody's approval is missing; cancels the command when this
   * process is interrupted before.
   */
  public JsonNode awaitOrCancel() throws InterruptedException {
    throughApprovals = false;
    Thread cancel = new Thread(this::cancel, "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      return await();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(cancel);
      } catch (IllegalStateException e) {
        // the process is ending, which is what runs the hook
      }
    }
  }

  /** Reads events until the stream or the command ends. */
  private void listen() throws IOException, InterruptedException {
    try (ServerSentEvents events = gateway.events(path + "/events", lastEvent)) {
      Optional<Event> event = events.next();
      while (event.isPresent() && !isLast(event.get())) {
        event = events.next();
      }
      if (event.isEmpty()) {
        throw new IOException("the event stream ended");
      }
    }
  }

  private boolean isLast(Event event) {
    if (event.id() != null) {
      lastEvent = event.id();
    }
    try {
      JsonNode data = json.readTree(event.data());
      String step = data.path("step").asString("");
      if (event.name().equals("progress")) {
        terminal.progress(progress(data, step));
        return false;
      }
      terminal.progress(step + " " + event.name() + " " + data.path("tool").asString(""));
      return isOver(data);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String progress(JsonNode event, String step) {
    JsonNode fraction = event.path("fraction");
    String share = fraction.isNumber() ? " %.0f %%".formatted(fraction.asDouble() * 100) : "";
    return step + share + " " + event.path("message").asString("");
  }

  private boolean isOver(JsonNode command) {
    String status = command.path("status").asString("running");
    return !GOES_ON.contains(status) && !(throughApprovals && status.equals(AWAITING_APPROVAL));
  }

  private void cancel() {
    try {
      terminal.say("Cancelling");
      gateway.post(path + "/cancel", Map.of());
    } catch (IOException | CommandFailure e) {
      terminal.say("aios: could not cancel: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
