package io.aios.mcp.server;

import io.aios.mcp.McpError;
import io.aios.mcp.RpcRequest;

/** Takes over tool calls that are to go on after their request was answered. */
@FunctionalInterface
public interface Background {

  /**
   * @param exchange of the request, which ends with the result returned
   * @return a result of type {@code task}
   * @throws McpError if it cannot take more
   */
  RpcResult start(RpcRequest request, McpExchange exchange);
}
