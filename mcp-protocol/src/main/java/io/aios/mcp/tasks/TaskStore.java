package io.aios.mcp.tasks;

import io.aios.mcp.McpError;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where tasks are kept. A client is told of a task only after {@link #add} returned. */
public interface TaskStore {

  /**
   * Keeps a new task; durable on return where the store is meant to survive this process.
   *
   * @throws McpError if there are too many
   */
  void add(Task task);

  /** The task unless it is unknown or expired. */
  Optional<Task> find(String id);

  /**
   * Changes a task, atomically against all other changes.
   *
   * @param change gives the same instance where nothing is to change; may be called more than once
   * @return the task as it then is; empty if it is unknown or expired
   */
  Optional<Task> update(String id, UnaryOperator<Task> change);
}
