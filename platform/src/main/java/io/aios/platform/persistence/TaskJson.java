package io.aios.platform.persistence;

import io.aios.mcp.McpJson;
import io.aios.mcp.tasks.Task;
import io.aios.mcp.tasks.TaskCall;
import io.aios.mcp.tasks.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A task as it is kept. */
final class TaskJson {
  private TaskJson() {}

  static String write(Task task) {
    ObjectNode json = McpJson.object();
    json.put("createdAt", task.lifetime().createdAt().toString())
        .put("updatedAt", task.lifetime().updatedAt().toString())
        .put("ttl", task.lifetime().ttl().toString())
        .put("status", task.state().status());
    ObjectNode holds = holds(task.state());
    if (holds != null) {
      json.set("holds", holds);
    }
    ObjectNode call = json.putObject("call").put("round", task.call().round());
    call.set("params", task.call().params());
    call.set("answers", task.call().answers());
    if (task.call().memory() != null) {
      call.set("memory", task.call().memory());
    }
    return json.toString();
  }

  private static @Nullable ObjectNode holds(TaskState state) {
    return switch (state) {
      case TaskState.Working() -> null;
      case TaskState.Cancelled() -> null;
      case TaskState.InputRequired(ObjectNode requests) -> requests;
      case TaskState.Completed(ObjectNode result) -> result;
      case TaskState.Failed(ObjectNode error) -> error;
    };
  }

  static Task read(String id, @Nullable String owner, String text) {
    JsonNode json = McpJson.MAPPER.readTree(text);
    Task.Lifetime lifetime =
        new Task.Lifetime(
            Instant.parse(json.path("createdAt").asString()),
            Instant.parse(json.path("updatedAt").asString()),
            Duration.parse(json.path("ttl").asString()));
    JsonNode call = json.path("call");
    return new Task(
        id,
        owner,
        lifetime,
        state(json.path("status").asString(), json.path("holds")),
        new TaskCall(
            call.path("params").asObject(),
            call.path("round").asInt(),
            call.path("answers").asObject(),
            call.get("memory") instanceof ObjectNode memory ? memory : null));
  }

  private static TaskState state(String status, JsonNode holds) {
    return switch (status) {
      case "working" -> new TaskState.Working();
      case "cancelled" -> new TaskState.Cancelled();
      case "input_required" -> new TaskState.InputRequired(holds.asObject());
      case "completed" -> new TaskState.Completed(holds.asObject());
      case "failed" -> new TaskState.Failed(holds.asObject());
      default -> throw new IllegalStateException("A task is kept as '" + status + "'");
    };
  }
}
