package io.aios.platform.tools;

import io.aios.mcp.completion.Completer;
import io.aios.mcp.completion.Completion;
import io.aios.mcp.completion.CompletionFeature;
import io.aios.mcp.completion.CompletionRequest;
import io.aios.mcp.prompts.PromptCatalog;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.prompts.PromptResult;
import io.aios.mcp.prompts.PromptsFeature;
import io.aios.mcp.resources.ReadResult;
import io.aios.mcp.resources.ResourceCatalog;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.resources.ResourcesFeature;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prompts, resources and completion of a service that has beans of these, for callers whose token
 * permits it.
 */
record OfferedData(
    @Nullable PromptCatalog prompts,
    @Nullable ResourceCatalog resources,
    @Nullable Completer completer)
    implements Feature {
  static final String PROMPTS_SCOPE = "prompts:read";
  static final String RESOURCES_SCOPE = "resources:read";

  @Override
  public void register(McpServer.Builder server) {
    if (prompts != null) {
      server.with(
          new PromptsFeature(
              new Prompts(prompts),
              ToolsAutoConfiguration.LISTS,
              ToolsAutoConfiguration.PAGE_SIZE));
    }
    if (resources != null) {
      server.with(
          new ResourcesFeature(
              new Resources(resources),
              ToolsAutoConfiguration.LISTS,
              ToolsAutoConfiguration.PAGE_SIZE));
    }
    Completer all = completer;
    if (all != null) {
      server.with(new CompletionFeature((typed, exchange) -> complete(all, typed, exchange)));
    }
  }

  private static Completion complete(
      Completer completer, CompletionRequest typed, McpExchange exchange) {
    Callers.permitted(
        exchange,
        switch (typed.target()) {
          case CompletionRequest.Prompt prompt -> PROMPTS_SCOPE;
          case CompletionRequest.Template template -> RESOURCES_SCOPE;
        });
    return completer.complete(typed, exchange);
  }

  /** Who may read may watch. */
  static boolean mayWatch(String uri, McpExchange exchange) {
    Callers.permitted(exchange, RESOURCES_SCOPE);
    return true;
  }

  private record Prompts(PromptCatalog all) implements PromptCatalog {
    @Override
    public List<PromptDescriptor> list(McpExchange exchange) {
      Callers.permitted(exchange, PROMPTS_SCOPE);
      return all.list(exchange);
    }

    @Override
    public PromptResult get(String name, Map<String, String> arguments, McpExchange exchange) {
      Callers.permitted(exchange, PROMPTS_SCOPE);
      return all.get(name, arguments, exchange);
    }
  }

  private record Resources(ResourceCatalog all) implements ResourceCatalog {
    @Override
    public List<ResourceDescriptor> list(McpExchange exchange) {
      Callers.permitted(exchange, RESOURCES_SCOPE);
      return all.list(exchange);
    }

    @Override
    public List<ResourceTemplate> templates(McpExchange exchange) {
      Callers.permitted(exchange, RESOURCES_SCOPE);
      return all.templates(exchange);
    }

    @Override
    public Optional<ReadResult> read(String uri, McpExchange exchange) {
      Callers.permitted(exchange, RESOURCES_SCOPE);
      return all.read(uri, exchange);
    }
  }
}
