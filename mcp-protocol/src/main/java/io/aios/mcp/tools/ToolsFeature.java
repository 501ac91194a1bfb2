package io.aios.mcp.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.ListPages;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.RpcResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tools/list} and {@code tools/call} over a {@link ToolCatalog}. */
public final class ToolsFeature implements Feature {
  private final ToolCatalog catalog;
  private final ListPages pages;

  /**
   * @param caching of the list; not shared where it depends on the caller's permissions
   * @param pageSize tools per page
   */
  public ToolsFeature(ToolCatalog catalog, Caching caching, int pageSize) {
    this.catalog = catalog;
    this.pages = new ListPages(caching, pageSize);
  }

  @Override
  public void register(McpServer.Builder server) {
    server
        .capability("tools", McpJson.object())
        .method(Methods.TOOLS_LIST, this::list)
        .method(Methods.TOOLS_CALL, this::call);
  }

  private RpcResult list(RpcRequest request, McpExchange exchange) {
    return pages.page("tools", catalog.list(exchange), request);
  }

  private RpcResult call(RpcRequest request, McpExchange exchange) {
    String name = request.name();
    if (name == null || !ToolDescriptor.isName(name)) {
      throw McpError.invalidParams("'name' must be the name of a tool");
    }
    return catalog.call(name, arguments(request), exchange).toRpcResult();
  }

  private static ObjectNode arguments(RpcRequest request) {
    JsonNode arguments = request.params().get("arguments");
    if (arguments == null) {
      return McpJson.object();
    }
    if (arguments instanceof ObjectNode object) {
      return object;
    }
    throw McpError.invalidParams("'arguments' must be an object");
  }
}
