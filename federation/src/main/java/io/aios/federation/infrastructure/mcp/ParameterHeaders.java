package io.aios.federation.infrastructure.mcp;

import io.aios.mcp.McpHeaders;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The headers that mirror a tool call (2026-07-28, "Request Metadata"): its name, and the arguments
 * whose schema declares {@code x-mcp-header}.
 */
final class ParameterHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private ParameterHeaders() {}

  static Map<String, String> of(String tool, JsonNode schema, JsonNode arguments) {
    Map<String, String> headers = new HashMap<>();
    headers.put(McpHeaders.NAME, McpHeaders.encode(tool));
    collect(schema, arguments, headers);
    return headers;
  }

  private static void collect(JsonNode schema, JsonNode value, Map<String, String> headers) {
    schema
        .path("properties")
        .forEachEntry(
            (property, declared) -> {
              JsonNode argument = value.path(property);
              String name = declared.path("x-mcp-header").stringValue(null);
              boolean primitive =
                  argument.isString() || argument.isIntegralNumber() || argument.isBoolean();
              if (name != null && primitive && NAME.matcher(name).matches()) {
                headers.put(McpHeaders.PARAM_PREFIX + name, McpHeaders.encode(argument.asString()));
              }
              if (argument.isObject()) {
                collect(declared, argument, headers);
              }
            });
  }
}
