package io.aios.mcp.tasks;

import tools.jackson.databind.node.ObjectNode;

/** Where a task is. From a terminal state there is no way on. */
public sealed interface TaskState {
  record Working() implements TaskState {}

  /**
   * @param requests what is not answered yet, by keys that are never used twice in a task
   */
  record InputRequired(ObjectNode requests) implements TaskState {}

  /**
   * @param result of the tool, which may say {@code isError}
   */
  record Completed(ObjectNode result) implements TaskState {}

  /**
   * @param error the JSON-RPC error that the call would have been answered with
   */
  record Failed(ObjectNode error) implements TaskState {}

  record Cancelled() implements TaskState {}

  default boolean isTerminal() {
    return switch (this) {
      case Working() -> false;
      case InputRequired(ObjectNode requests) -> false;
      case Completed(ObjectNode result) -> true;
      case Failed(ObjectNode error) -> true;
      case Cancelled() -> true;
    };
  }

  default String status() {
    return switch (this) {
      case Working() -> "working";
      case InputRequired(ObjectNode requests) -> "input_required";
      case Completed(ObjectNode result) -> "completed";
      case Failed(ObjectNode error) -> "failed";
      case Cancelled() -> "cancelled";
    };
  }
}
