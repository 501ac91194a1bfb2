package io.aios.platform.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The tools of this server, by name. */
final class ToolRegistry implements ToolCatalog {
  static final String LIST_SCOPE = "tools:list";

  private final SortedMap<String, RegisteredTool> tools = new TreeMap<>();
  private final List<ToolDescriptor> descriptors;
  private final Invocations invocations;

  ToolRegistry(Collection<RegisteredTool> registered, Invocations invocations) {
    this.invocations = invocations;
    for (RegisteredTool tool : registered) {
      if (tools.put(tool.name(), tool) != null) {
        throw new IllegalStateException("Two tools are named '" + tool.name() + "'");
      }
    }
    this.descriptors = tools.values().stream().map(RegisteredTool::descriptor).toList();
  }

  @Override
  public List<ToolDescriptor> list(McpExchange exchange) {
    Callers.permitted(exchange, LIST_SCOPE);
    return descriptors;
  }

  /** A caller who may not call a tool is not told whether it exists. */
  @Override
  public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
    boolean preview = exchange.flag(ToolMeta.PREVIEW);
    Caller caller = Callers.permitted(exchange, (preview ? "preview:" : "tool:") + name);
    RegisteredTool tool = tools.get(name);
    if (tool == null) {
      throw McpError.invalidParams("Unknown tool '" + name + "'");
    }
    return invocations.run(preview ? previewed(tool) : tool, arguments, caller, exchange);
  }

  private static RegisteredTool previewed(RegisteredTool tool) {
    return tool.previewed()
        .orElseThrow(() -> McpError.invalidParams("Tool '" + tool.name() + "' has no preview"));
  }
}
