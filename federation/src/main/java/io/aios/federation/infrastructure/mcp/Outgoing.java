package io.aios.federation.infrastructure.mcp;

import io.aios.mcp.McpJson;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message to a server.
 *
 * @param id of a request; 0 of a notification
 * @param version of the protocol it is written in
 * @param modern whether that is of the era without handshake
 * @param headers that HTTP carries beside those of the protocol version
 */
public record Outgoing(
    long id,
    String method,
    ObjectNode params,
    String version,
    boolean modern,
    Map<String, String> headers) {

  public Outgoing {
    headers = Map.copyOf(headers);
  }

  public ObjectNode message() {
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0");
    if (id > 0) {
      message.put("id", id);
    }
    message.put("method", method).set("params", params);
    return message;
  }

  /** What tells the server that nobody waits for this request any more. */
  public Outgoing cancelled() {
    ObjectNode reason = McpJson.object().put("requestId", id).put("reason", "The caller is gone");
    return new Outgoing(0, "notifications/cancelled", reason, version, modern, Map.of());
  }
}
