package io.aios.mcp.resources;

import io.aios.mcp.McpJson;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a resource holds. */
public sealed interface ResourceContents {

  String uri();

  @Nullable String mimeType();

  record Text(String uri, @Nullable String mimeType, String text) implements ResourceContents {}

  /** Binary; {@code data} is Base64. */
  record Blob(String uri, @Nullable String mimeType, String data) implements ResourceContents {
    public static Blob of(String uri, @Nullable String mimeType, byte[] bytes) {
      return new Blob(uri, mimeType, Base64.getEncoder().encodeToString(bytes));
    }

    /**
     * @throws IllegalArgumentException if {@code data} is not Base64
     */
    public byte[] bytes() {
      return Base64.getDecoder().decode(data);
    }
  }

  static ResourceContents of(JsonNode json) {
    String uri = json.path("uri").asString("");
    String mimeType = json.path("mimeType").stringValue(null);
    return json.has("blob")
        ? new Blob(uri, mimeType, json.path("blob").asString(""))
        : new Text(uri, mimeType, json.path("text").asString(""));
  }

  default ObjectNode toJson() {
    ObjectNode json = McpJson.object().put("uri", uri());
    if (mimeType() != null) {
      json.put("mimeType", mimeType());
    }
    return switch (this) {
      case Text text -> json.put("text", text.text());
      case Blob blob -> json.put("blob", blob.data());
    };
  }
}
