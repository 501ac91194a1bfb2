package io.aios.mcp.input;

import io.aios.mcp.McpJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the user made of a form or a page. */
public sealed interface Elicitation {

  /**
   * Submitted, or for a page: opened.
   *
   * @param content the form's values, as the client sent them: check them like any argument; empty
   *     for a page
   */
  record Accepted(ObjectNode content) implements Elicitation {}

  /** The user said no. */
  record Declined() implements Elicitation {}

  /** The user closed the question without a choice. */
  record Cancelled() implements Elicitation {}

  /**
   * @throws IllegalArgumentException if it has no known {@code action}
   */
  static Elicitation of(JsonNode json) {
    String action = json.path("action").asString("");
    return switch (action) {
      case "accept" ->
          new Accepted(
              json.get("content") instanceof ObjectNode object ? object : McpJson.object());
      case "decline" -> new Declined();
      case "cancel" -> new Cancelled();
      default -> throw new IllegalArgumentException("Unknown action '" + action + "'");
    };
  }

  default ObjectNode toJson() {
    ObjectNode json = McpJson.object();
    return switch (this) {
      case Accepted(ObjectNode content) -> {
        json.put("action", "accept");
        yield content.isEmpty() ? json : json.set("content", content);
      }
      case Declined() -> json.put("action", "decline");
      case Cancelled() -> json.put("action", "cancel");
    };
  }
}
