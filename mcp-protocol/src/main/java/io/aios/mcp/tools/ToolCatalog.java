package io.aios.mcp.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools a server offers. One whose schemas ask for arguments in headers compares them with
 * {@link ParamHeaders}, as {@link ToolSet} does.
 */
public interface ToolCatalog {

  /** What this caller may see, ordered by name. */
  List<ToolDescriptor> list(McpExchange exchange);

  /**
   * Runs a tool to its end on the calling thread.
   *
   * @param arguments read only
   * @throws McpError if there is no such tool or the caller may not use it; failures of the tool
   *     itself, wrong arguments among them, are results with {@code isError}
   */
  CallToolResult call(String name, ObjectNode arguments, McpExchange exchange);
}
