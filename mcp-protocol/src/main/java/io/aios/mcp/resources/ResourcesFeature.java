package io.aios.mcp.resources;

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

/**
 * {@code resources/list}, {@code resources/templates/list} and {@code resources/read} over a {@link
 * ResourceCatalog}.
 */
public final class ResourcesFeature implements Feature {
  private final ResourceCatalog catalog;
  private final ListPages pages;

  /**
   * @param caching of the lists; not shared where they depend on the caller's permissions
   * @param pageSize entries per page
   */
  public ResourcesFeature(ResourceCatalog catalog, Caching caching, int pageSize) {
    this.catalog = catalog;
    this.pages = new ListPages(caching, pageSize);
  }

  @Override
  public void register(McpServer.Builder server) {
    server
        .capability("resources", McpJson.object())
        .method(Methods.RESOURCES_LIST, this::list)
        .method(Methods.RESOURCE_TEMPLATES_LIST, this::templates)
        .method(Methods.RESOURCES_READ, this::read);
  }

  private RpcResult list(RpcRequest request, McpExchange exchange) {
    return pages.page("resources", catalog.list(exchange), request);
  }

  private RpcResult templates(RpcRequest request, McpExchange exchange) {
    return pages.page("resourceTemplates", catalog.templates(exchange), request);
  }

  private RpcResult read(RpcRequest request, McpExchange exchange) {
    String uri = request.text("uri");
    if (uri == null) {
      throw McpError.invalidParams("'uri' must be the URI of a resource");
    }
    return catalog
        .read(uri, exchange)
        .orElseThrow(() -> McpError.resourceNotFound(uri, exchange.era()))
        .toRpcResult();
  }
}
