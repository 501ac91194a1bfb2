package io.aios.mcp.completion;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;

/** Suggests values. */
@FunctionalInterface
public interface Completer {

  /**
   * @return {@link Completion#NONE} where there is nothing to suggest
   * @throws McpError if there is no such prompt or template
   */
  Completion complete(CompletionRequest request, McpExchange exchange);
}
