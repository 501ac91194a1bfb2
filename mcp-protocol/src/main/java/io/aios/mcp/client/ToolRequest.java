package io.aios.mcp.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of a tool.
 *
 * @param arguments an object
 * @param timeout the whole call's, after which it is cancelled
 * @param progress asks the server for progress; null asks for none
 * @param headers further HTTP headers of this request
 */
public record ToolRequest(
    String name,
    JsonNode arguments,
    Duration timeout,
    @Nullable ProgressListener progress,
    Map<String, String> headers) {

  public ToolRequest {
    headers = Map.copyOf(headers);
  }

  public ToolRequest(String name, JsonNode arguments, Duration timeout) {
    this(name, arguments, timeout, null, Map.of());
  }
}
