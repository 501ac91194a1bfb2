package io.aios.mcp.client;

import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of a tool.
 *
 * @param arguments an object
 * @param timeout the whole call's, after which it is cancelled
 * @param progress asks the server for progress; null asks for none
 * @param headers further HTTP headers of this request
 * @param flags members of {@code _meta} that are true
 */
public record ToolRequest(
    String name,
    JsonNode arguments,
    Duration timeout,
    @Nullable ProgressListener progress,
    Map<String, String> headers,
    Set<String> flags) {

  public ToolRequest {
    headers = Map.copyOf(headers);
    flags = Set.copyOf(flags);
  }

  public ToolRequest(
      String name,
      JsonNode arguments,
      Duration timeout,
      @Nullable ProgressListener progress,
      Map<String, String> headers) {
    this(name, arguments, timeout, progress, headers, Set.of());
  }

  /** The same with a member of {@code _meta} that is true. */
  public ToolRequest with(String flag) {
    return new ToolRequest(name, arguments, timeout, progress, headers, Set.of(flag));
  }

  /**
   * The same with the arguments in headers that the tool declares so; without, its server refuses.
   *
   * @throws IllegalArgumentException if the tool's declarations break the rules
   */
  public ToolRequest mirrored(ToolDescriptor tool) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(ParamHeaders.declaredIn(tool.inputSchema()).of(arguments));
    return new ToolRequest(name, arguments, timeout, progress, all, flags);
  }

  public ToolRequest(String name, JsonNode arguments, Duration timeout) {
    this(name, arguments, timeout, null, Map.of());
  }
}
