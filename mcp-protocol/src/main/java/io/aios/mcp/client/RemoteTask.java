package io.aios.mcp.client;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.client.McpUnreachable.Outcome;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task at the server, polled to its end. Cancelled there when nobody waits for it any more. */
final class RemoteTask {
  private static final Duration EACH = Duration.ofSeconds(30);
  private static final long MIN_POLL_MILLIS = 20;
  private static final long MAX_POLL_MILLIS = 30_000;

  private final String id;
  private final Answers answers;
  private final Function<Call, JsonNode> wire;
  private final Set<String> answered = new HashSet<>();

  RemoteTask(String id, Answers answers, Function<Call, JsonNode> wire) {
    this.id = id;
    this.answers = answers;
    this.wire = wire;
  }

  /**
   * @return the call's result
   * @throws McpError as the call would have thrown, or if the task was cancelled
   * @throws McpUnreachable if it did not end in time
   */
  JsonNode follow(Duration timeout) {
    long until = System.nanoTime() + timeout.toNanos();
    JsonNode task = get();
    while (!isEnded(task)) {
      answerOnce(task.path("inputRequests"));
      pause(task, until);
      task = get();
    }
    return outcome(task);
  }

  private static boolean isEnded(JsonNode task) {
    return switch (task.path("status").asString("")) {
      case "completed", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  private JsonNode outcome(JsonNode task) {
    return switch (task.path("status").asString("")) {
      case "completed" -> task.path("result");
      case "failed" -> {
        JsonNode error = task.path("error");
        throw new McpError(
            error.path("code").asInt(0),
            error.path("message").asString(""),
            200,
            error.get("data"),
            null);
      }
      default -> throw McpError.internal("The task was cancelled");
    };
  }

  /** A question stays in the task until the server took the answer in: it is asked once. */
  private void answerOnce(JsonNode requests) {
    ObjectNode fresh = McpJson.object();
    requests.forEachEntry(
        (key, question) -> {
          if (answered.add(key)) {
            fresh.set(key, question);
          }
        });
    if (!fresh.isEmpty()) {
      ObjectNode params = McpJson.object();
      params.set("inputResponses", answers.to(fresh));
      send(Methods.TASKS_UPDATE, params);
    }
  }

  private void pause(JsonNode task, long until) {
    long interval = task.path("pollIntervalMs").asLong(MIN_POLL_MILLIS);
    long millis = Math.clamp(interval, MIN_POLL_MILLIS, MAX_POLL_MILLIS);
    if (System.nanoTime() + Duration.ofMillis(millis).toNanos() > until) {
      throw abandoned(Outcome.TIMED_OUT, "The task " + id + " did not end in time");
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      McpUnreachable gone = abandoned(Outcome.UNKNOWN, "Interrupted while the task " + id + " ran");
      Thread.currentThread().interrupt();
      throw gone;
    }
  }

  private McpUnreachable abandoned(Outcome outcome, String message) {
    McpUnreachable gone = new McpUnreachable(outcome, message, null);
    try {
      send(Methods.TASKS_CANCEL, McpJson.object());
    } catch (McpError | McpUnreachable alsoFailed) {
      gone.addSuppressed(alsoFailed);
    }
    return gone;
  }

  private JsonNode get() {
    return send(Methods.TASKS_GET, McpJson.object());
  }

  private JsonNode send(String method, ObjectNode params) {
    params.put("taskId", id);
    @Nullable ProgressListener none = null;
    return wire.apply(new Call(method, id, params, EACH, none, Map.of()));
  }
}
