package io.aios.mcp.tools;

import io.aios.mcp.Annotations;
import io.aios.mcp.McpJson;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A block of a tool's answer or of a prompt's message. */
public sealed interface Content {

  record Text(String text) implements Content {}

  /** An encoded picture; {@code data} is Base64. */
  record Image(String data, String mimeType) implements Content {}

  /** Encoded sound; {@code data} is Base64. */
  record Audio(String data, String mimeType) implements Content {}

  /** A resource that can be read, listed or not. */
  record Link(ResourceDescriptor resource) implements Content {}

  /** A resource that comes along. */
  record Embedded(ResourceContents resource) implements Content {}

  /** Any block that holds more than the others can, kept as it stands; read only. */
  record Other(ObjectNode json) implements Content {}

  static Content of(JsonNode json) {
    return switch (json.path("type").asString("")) {
      case "text" -> new Text(json.path("text").asString(""));
      case "image" -> new Image(json.path("data").asString(""), json.path("mimeType").asString(""));
      case "audio" -> new Audio(json.path("data").asString(""), json.path("mimeType").asString(""));
      case "resource" -> new Embedded(ResourceContents.of(json.path("resource")));
      case "resource_link" -> link(json.asObject());
      default -> new Other(json instanceof ObjectNode object ? object : McpJson.object());
    };
  }

  private static Content link(ObjectNode json) {
    if (!json.path("uri").isString() || !json.path("name").isString()) {
      return new Other(json);
    }
    ObjectNode resource = json.deepCopy();
    resource.remove("type");
    return new Link(new ResourceDescriptor(resource));
  }

  /** The same with hints on how to use it. */
  default Content with(Annotations annotations) {
    ObjectNode json = toJson().deepCopy();
    annotations.addTo(json);
    return new Other(json);
  }

  default ObjectNode toJson() {
    return switch (this) {
      case Text(String text) -> McpJson.object().put("type", "text").put("text", text);
      case Image(String data, String mimeType) -> media("image", data, mimeType);
      case Audio(String data, String mimeType) -> media("audio", data, mimeType);
      case Link(ResourceDescriptor resource) ->
          resource.json().deepCopy().put("type", "resource_link");
      case Embedded(ResourceContents resource) -> {
        ObjectNode json = McpJson.object().put("type", "resource");
        json.set("resource", resource.toJson());
        yield json;
      }
      case Other(ObjectNode other) -> other;
    };
  }

  private static ObjectNode media(String type, String data, String mimeType) {
    return McpJson.object().put("type", type).put("data", data).put("mimeType", mimeType);
  }

  default void write(JsonGenerator json) {
    json.writeTree(toJson());
  }
}
