package io.aios.federation.infrastructure.mcp;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a message from a server is. */
public sealed interface Incoming {
  /** A result or an error. */
  record Reply(JsonNode message) implements Incoming {}

  record Notification(String method, JsonNode params) implements Incoming {}

  /**
   * The server asks something, which only the old era does. Nothing it could ask is served: no
   * model, no files and nobody to answer forms stand behind this client.
   *
   * @param answer to send back
   */
  record Request(ObjectNode answer) implements Incoming {}

  /** Not the protocol's. */
  record Noise() implements Incoming {}

  static Incoming of(byte[] json) {
    try {
      return of(McpJson.MAPPER.readTree(json));
    } catch (JacksonException e) {
      return new Noise();
    }
  }

  static Incoming of(String json) {
    try {
      return of(McpJson.MAPPER.readTree(json));
    } catch (JacksonException e) {
      return new Noise();
    }
  }

  private static Incoming of(@Nullable JsonNode message) {
    if (message == null || !message.isObject()) {
      return new Noise();
    }
    JsonNode id = message.get("id");
    String method = message.path("method").stringValue(null);
    if (method == null) {
      return message.has("result") || message.has("error") ? new Reply(message) : new Noise();
    }
    return id == null || id.isNull()
        ? new Notification(method, message.path("params"))
        : new Request(answer(method, id));
  }

  private static ObjectNode answer(String method, JsonNode id) {
    ObjectNode answer = McpJson.object().put("jsonrpc", "2.0");
    answer.set("id", id);
    if (method.equals("ping")) {
      answer.putObject("result");
    } else {
      answer
          .putObject("error")
          .put("code", ErrorCodes.METHOD_NOT_FOUND)
          .put("message", "This client serves no requests");
    }
    return answer;
  }
}
