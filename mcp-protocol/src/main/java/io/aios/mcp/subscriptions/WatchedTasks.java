package io.aios.mcp.subscriptions;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What listeners may learn of tasks. */
public interface WatchedTasks {

  /**
   * Those of the tasks that this caller may watch.
   *
   * @throws McpError if the client did not declare the extension
   */
  Set<String> watchable(List<String> ids, McpExchange exchange);

  /** The whole task as {@code tasks/get} would answer now; empty if it is gone. */
  Optional<ObjectNode> describe(String id);

  /** Has the id of every task told that changes from now on. */
  void whenChanged(Consumer<String> told);
}
