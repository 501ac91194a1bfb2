package io.aios.mcp.server;

import io.aios.mcp.McpError;
import io.aios.mcp.RpcRequest;

/** Answers one method. It may block; it runs on the request's own (virtual) thread. */
@FunctionalInterface
public interface MethodHandler {

  /**
   * @throws McpError to refuse
   */
  RpcResult handle(RpcRequest request, McpExchange exchange);
}
