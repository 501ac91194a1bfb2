package io.aios.mcp.prompts;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Map;

/** The prompts a server offers. */
public interface PromptCatalog {

  /** What this caller may see, ordered by name. */
  List<PromptDescriptor> list(McpExchange exchange);

  /**
   * Fills a prompt that {@link #list} shows.
   *
   * @param arguments all that the prompt requires, and perhaps others
   * @throws McpError if an argument makes no sense
   */
  PromptResult get(String name, Map<String, String> arguments, McpExchange exchange);
}
