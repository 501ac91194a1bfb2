package io.aios.federation.infrastructure.jdbc;

import io.aios.federation.domain.Connection;
import io.aios.federation.domain.Connection.Http;
import io.aios.federation.domain.Connection.Stdio;
import io.aios.mcp.McpJson;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a connection is stored. */
final class ConnectionJson {
  private ConnectionJson() {}

  static String write(Connection connection) {
    ObjectNode json = McpJson.object();
    switch (connection) {
      case Http http -> {
        json.put("url", http.url().toString());
        if (http.header() != null) {
          json.put("header", http.header());
        }
      }
      case Stdio stdio -> {
        stdio.command().forEach(json.putArray("command")::add);
        stdio.environment().forEach(json.putArray("environment")::add);
        json.put("network", stdio.network());
      }
    }
    return json.toString();
  }

  static Connection read(String stored) {
    JsonNode json = McpJson.MAPPER.readTree(stored);
    return json.has("url")
        ? new Http(URI.create(json.path("url").asString()), json.path("header").stringValue(null))
        : new Stdio(
            strings(json.path("command")),
            strings(json.path("environment")),
            json.path("network").asBoolean(false));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
