package io.aios.mcp.client;

import io.aios.mcp.Methods;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request before it is written: {@code name} is what {@code Mcp-Name} mirrors. */
record Call(
    String method,
    @Nullable String name,
    ObjectNode params,
    Duration timeout,
    @Nullable ProgressListener progress,
    Map<String, String> headers) {

  static Call of(ToolRequest tool, ObjectNode params) {
    return new Call(
        Methods.TOOLS_CALL, tool.name(), params, tool.timeout(), tool.progress(), tool.headers());
  }

  static Call of(String method, @Nullable String name, ObjectNode params, Duration timeout) {
    return new Call(method, name, params, timeout, null, Map.of());
  }
}
