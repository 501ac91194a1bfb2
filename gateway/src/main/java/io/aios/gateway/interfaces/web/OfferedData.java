package io.aios.gateway.interfaces.web;

import io.aios.gateway.usecase.Catalogues;
import io.aios.gateway.usecase.ServerData;
import io.aios.gateway.usecase.ToolView;
import io.aios.mcp.Extensions;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.prompts.PromptCatalog;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.prompts.PromptsFeature;
import io.aios.mcp.resources.ReadResult;
import io.aios.mcp.resources.ResourceCatalog;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.resources.ResourcesFeature;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.Listed;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The prompts and resources that a caller may read, of all servers or of one: their lists. What is
 * in them the servers answer, see {@link ServerRequests}.
 */
final class OfferedData {
  private final Catalogues catalogues;
  private final Optional<String> alias;
  private final ToolView view;

  OfferedData(Catalogues catalogues, Optional<String> alias, ToolView view) {
    this.catalogues = catalogues;
    this.alias = alias;
    this.view = view;
  }

  Feature feature(Caching caching, int pageSize) {
    return server ->
        server
            .with(new PromptsFeature(new Prompts(), caching, pageSize))
            .with(new ResourcesFeature(new Resources(), caching, pageSize))
            .capability("completions", McpJson.object())
            .modernCapability(
                "extensions",
                Extensions.capability(Extensions.TASKS).path("extensions").asObject());
  }

  /** Of two with the same key, the first server's. */
  private <T extends Listed> List<T> merged(
      McpExchange exchange, Function<ServerData, List<T>> kind) {
    Set<String> grants = Callers.grants(exchange);
    Map<String, T> byKey = new TreeMap<>();
    catalogues.current().data().stream()
        .filter(its -> alias.isEmpty() || its.server().equals(alias.get()))
        .filter(its -> its.resources().permission().grantedBy(grants))
        .filter(its -> view.includes(its.resources()))
        .flatMap(its -> kind.apply(its).stream())
        .forEach(entry -> byKey.putIfAbsent(entry.key(), entry));
    return List.copyOf(byKey.values());
  }

  private final class Prompts implements PromptCatalog {
    @Override
    public List<PromptDescriptor> list(McpExchange exchange) {
      return merged(exchange, its -> its.offer().prompts());
    }

    @Override
    public PromptResult get(String name, Map<String, String> arguments, McpExchange exchange) {
      throw McpError.methodNotFound(Methods.PROMPTS_GET + " as a notification");
    }
  }

  private final class Resources implements ResourceCatalog {
    @Override
    public List<ResourceDescriptor> list(McpExchange exchange) {
      return merged(exchange, its -> its.offer().resources());
    }

    @Override
    public List<ResourceTemplate> templates(McpExchange exchange) {
      return merged(exchange, its -> its.offer().templates());
    }

    @Override
    public Optional<ReadResult> read(String uri, McpExchange exchange) {
      throw McpError.methodNotFound(Methods.RESOURCES_READ + " as a notification");
    }
  }
}
