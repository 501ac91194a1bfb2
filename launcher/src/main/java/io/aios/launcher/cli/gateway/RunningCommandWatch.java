package io.aios.launcher.cli.gateway;

import io.aios.launcher.cli.CommandFailure;
import io.aios.launcher.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows an accepted command to its end, showing progress; cancels it when this process is
 * interrupted.
 */
public final class RunningCommandWatch {
  private static final int LOST_PATIENCE_SECONDS = 30;

  private final Gateway gateway;
  private final Terminal terminal;
  private final JsonMapper json = JsonMapper.builder().build();
  private final JsonNode accepted;
  private final String path;
  private @Nullable String lastEvent;

  /**
   * @param accepted the answer to the command's POST
   */
  public RunningCommandWatch(Gateway gateway, Terminal terminal, JsonNode accepted) {
    this.gateway = gateway;
    this.terminal = terminal;
    this.accepted = accepted;
    this.path = "/api/v1/commands/" + accepted.path("id").asString("");
  }

  /**
   * Waits for the end.
   *
   * @return the command's document
   * @throws CommandFailure with status 5 when the suite went away before the end was known
   */
  public JsonNode await() throws InterruptedException {
    if (isEnded(accepted)) {
      return accepted;
    }
    Thread cancel = new Thread(this::cancel, "cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      return follow();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(cancel);
      } catch (IllegalStateException e) {
        // the process is ending, which is what runs the hook
      }
    }
  }

  private JsonNode follow() throws InterruptedException {
    long deadline = 0;
    while (true) {
      try {
        listen();
        JsonNode command = gateway.get(path);
        if (isEnded(command)) {
          return command;
        }
        deadline = 0;
      } catch (IOException e) {
        long now = System.nanoTime();
        deadline = deadline == 0 ? now + TimeUnit.SECONDS.toNanos(LOST_PATIENCE_SECONDS) : deadline;
        if (now > deadline) {
          throw new CommandFailure(
              CommandFailure.UNKNOWN,
              "the suite went away; the command goes on when it is back: GET " + path);
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Reads events until the stream or the command ends. */
  private void listen() throws IOException, InterruptedException {
    try (InputStream stream = gateway.events(path + "/events", lastEvent);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          lastEvent = line.substring(3).strip();
        } else if (line.startsWith("data:") && isLast(line.substring(5))) {
          return;
        }
      }
    }
  }

  private boolean isLast(String data) {
    try {
      JsonNode event = json.readTree(data);
      String step = event.path("step").asString("");
      if (event.has("event")) {
        terminal.progress(
            step + " " + event.path("event").asString("") + " " + event.path("tool").asString(""));
        return isEnded(event);
      }
      terminal.progress(progress(event, step));
      return false;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static String progress(JsonNode event, String step) {
    JsonNode fraction = event.path("fraction");
    String share = fraction.isNumber() ? " %.0f %%".formatted(fraction.asDouble() * 100) : "";
    return step + share + " " + event.path("message").asString("");
  }

  private static boolean isEnded(JsonNode command) {
    String status = command.path("status").asString("running");
    return !status.equals("running");
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
