package io.aios.mcp.subscriptions;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.util.Set;

/**
 * Where a server hears of what single listeners watch, if it hears of it from others: it listens
 * there as long as a client listens here.
 */
@FunctionalInterface
public interface Sources {
  /** What the server knows by itself needs no listening. */
  Sources NONE = (resources, tasks, exchange) -> new Own(resources, tasks);

  /**
   * Begins to listen for one client.
   *
   * @param resources URIs that the client may watch
   * @param tasks ids that the client may watch
   * @throws McpError to refuse
   */
  Source open(Set<String> resources, Set<String> tasks, McpExchange exchange);

  /** Open for one client. */
  interface Source extends AutoCloseable {
    /** Those of the resources that are really told of. */
    Set<String> resources();

    /** Those of the tasks that are really told of. */
    Set<String> tasks();

    @Override
    void close();
  }

  /** The server's own. */
  record Own(Set<String> resources, Set<String> tasks) implements Source {
    @Override
    public void close() {
      // nothing was opened
    }
  }
}
