package io.aios.mcp.tools;

import io.aios.mcp.McpJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A block of a tool's answer. */
public sealed interface Content {

  record Text(String text) implements Content {}

  /** An encoded picture; {@code data} is Base64. */
  record Image(String data, String mimeType) implements Content {}

  /** Any other kind (audio, resource, resource link), kept as it stands; read only. */
  record Other(ObjectNode json) implements Content {}

  static Content of(JsonNode json) {
    return switch (json.path("type").asString("")) {
      case "text" -> new Text(json.path("text").asString(""));
      case "image" -> new Image(json.path("data").asString(""), json.path("mimeType").asString(""));
      default -> new Other(json instanceof ObjectNode object ? object : McpJson.object());
    };
  }

  default void write(JsonGenerator json) {
    switch (this) {
      case Text(String text) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "text");
        json.writeStringProperty("text", text);
        json.writeEndObject();
      }
      case Image(String data, String mimeType) -> {
        json.writeStartObject();
        json.writeStringProperty("type", "image");
        json.writeStringProperty("data", data);
        json.writeStringProperty("mimeType", mimeType);
        json.writeEndObject();
      }
      case Other(ObjectNode other) -> json.writeTree(other);
    }
  }
}
