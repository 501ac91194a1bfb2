package io.aios.mcp.tasks;

import io.aios.mcp.McpJson;
import io.aios.mcp.input.InputRequest;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.input.InputResponses;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that goes on in the background. Immutable: transitions give a new one, or this one where
 * they do not apply.
 *
 * @param id at least 128 random bits
 * @param owner the principal's name, the only one who may know of it; null for anonymous callers
 */
public record Task(
    String id, @Nullable String owner, Lifetime lifetime, TaskState state, TaskCall call) {

  /**
   * @param ttl from creation; kept at least as long
   */
  public record Lifetime(Instant createdAt, Instant updatedAt, Duration ttl) {
    Instant end() {
      return createdAt.plus(ttl);
    }
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(lifetime.end());
  }

  /** Only a task that has not ended comes to another state. */
  Task to(TaskState next, Instant now) {
    return state.isTerminal() ? this : with(next, call, now);
  }

  /** The tool ran and ended or asked; of no effect once cancelled. */
  Task ran(TaskState next, Instant now) {
    return state instanceof TaskState.Working ? with(next, call, now) : this;
  }

  Task asking(InputRequired asked, Instant now) {
    ObjectNode requests = McpJson.object();
    for (var question : asked.requests().entrySet()) {
      InputRequest request = question.getValue();
      requests.set(call.sent(question.getKey()), request.toJson());
    }
    TaskCall next = new TaskCall(call.params(), call.round() + 1, McpJson.object(), asked.state());
    return state instanceof TaskState.Working
        ? with(new TaskState.InputRequired(requests), next, now)
        : this;
  }

  /** Takes the answers to open questions and ignores others; works on when none is left open. */
  Task answered(InputResponses responses, Instant now) {
    if (!(state instanceof TaskState.InputRequired(ObjectNode open))) {
      return this;
    }
    ObjectNode left = open.deepCopy();
    ObjectNode answers = call.answers().deepCopy();
    responses
        .json()
        .forEachEntry(
            (key, answer) -> {
              if (left.remove(key) != null) {
                answers.set(TaskCall.own(key), answer);
              }
            });
    if (left.size() == open.size()) {
      return this;
    }
    TaskCall next = new TaskCall(call.params(), call.round(), answers, call.memory());
    TaskState to = left.isEmpty() ? new TaskState.Working() : new TaskState.InputRequired(left);
    return with(to, next, now);
  }

  private Task with(TaskState next, TaskCall nextCall, Instant now) {
    Lifetime touched = new Lifetime(lifetime.createdAt(), now, lifetime.ttl());
    return new Task(id, owner, touched, next, nextCall);
  }

  /** The members that every form of a task has on the wire. */
  ObjectNode toJson(Duration pollInterval) {
    return McpJson.object()
        .put("taskId", id)
        .put("status", state.status())
        .put("createdAt", lifetime.createdAt().toString())
        .put("lastUpdatedAt", lifetime.updatedAt().toString())
        .put("ttlMs", lifetime.ttl().toMillis())
        .put("pollIntervalMs", pollInterval.toMillis());
  }

  /** The same with what its state holds. */
  ObjectNode toDetailedJson(Duration pollInterval) {
    ObjectNode json = toJson(pollInterval);
    switch (state) {
      case TaskState.Working() -> {}
      case TaskState.Cancelled() -> {}
      case TaskState.InputRequired(ObjectNode requests) -> json.set("inputRequests", requests);
      case TaskState.Completed(ObjectNode result) -> json.set("result", result);
      case TaskState.Failed(ObjectNode error) -> {
        json.put("statusMessage", error.path("message").asString(""));
        json.set("error", error);
      }
    }
    return json;
  }
}
