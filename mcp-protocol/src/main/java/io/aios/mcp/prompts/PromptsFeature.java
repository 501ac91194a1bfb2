package io.aios.mcp.prompts;

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
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code prompts/list} and {@code prompts/get} over a {@link PromptCatalog}. */
public final class PromptsFeature implements Feature {
  private final PromptCatalog catalog;
  private final ListPages pages;

  /**
   * @param caching of the list; not shared where it depends on the caller's permissions
   * @param pageSize prompts per page
   */
  public PromptsFeature(PromptCatalog catalog, Caching caching, int pageSize) {
    this.catalog = catalog;
    this.pages = new ListPages(caching, pageSize);
  }

  @Override
  public void register(McpServer.Builder server) {
    server
        .capability("prompts", McpJson.object())
        .method(Methods.PROMPTS_LIST, this::list)
        .method(Methods.PROMPTS_GET, this::get);
  }

  private RpcResult list(RpcRequest request, McpExchange exchange) {
    return pages.page("prompts", catalog.list(exchange), request);
  }

  private RpcResult get(RpcRequest request, McpExchange exchange) {
    String name = request.text("name");
    PromptDescriptor prompt =
        catalog.list(exchange).stream()
            .filter(listed -> listed.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    Map<String, String> arguments = arguments(request.params().get("arguments"));
    for (PromptArgument argument : prompt.arguments()) {
      if (argument.required() && !arguments.containsKey(argument.name())) {
        throw McpError.invalidParams(
            "Prompt '" + name + "' needs the argument '" + argument.name() + "'");
      }
    }
    return catalog.get(prompt.name(), arguments, exchange).toRpcResult();
  }

  static McpError unknown(@Nullable String name) {
    return McpError.invalidParams("There is no prompt '" + name + "'");
  }

  private static Map<String, String> arguments(@Nullable JsonNode given) {
    Map<String, String> arguments = new LinkedHashMap<>();
    if (given == null) {
      return arguments;
    }
    if (!given.isObject()) {
      throw McpError.invalidParams("'arguments' must be an object");
    }
    for (Map.Entry<String, JsonNode> argument : given.properties()) {
      String value = argument.getValue().stringValue(null);
      if (value == null) {
        throw McpError.invalidParams("Argument '" + argument.getKey() + "' must be a string");
      }
      arguments.put(argument.getKey(), value);
    }
    return arguments;
  }
}
