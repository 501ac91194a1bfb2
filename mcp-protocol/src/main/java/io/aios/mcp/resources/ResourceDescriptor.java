package io.aios.mcp.resources;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.Listed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is listed, kept whole.
 *
 * @param json the resource object; read only
 */
public record ResourceDescriptor(ObjectNode json) implements Listed {

  public ResourceDescriptor {
    if (json.path("uri").asString("").isEmpty() || json.path("name").asString("").isEmpty()) {
      throw new IllegalArgumentException("Resource " + json + " lacks its uri or its name");
    }
  }

  /**
   * @param mimeType null if unknown
   */
  public static ResourceDescriptor of(
      String uri, String name, @Nullable String mimeType, About about, Annotations annotations) {
    ObjectNode json = McpJson.object().put("uri", uri).put("name", name);
    if (mimeType != null) {
      json.put("mimeType", mimeType);
    }
    about.addTo(json);
    annotations.addTo(json);
    return new ResourceDescriptor(json);
  }

  @Override
  public String key() {
    return uri();
  }

  public String uri() {
    return json.path("uri").asString();
  }

  public String name() {
    return json.path("name").asString();
  }

  public @Nullable String mimeType() {
    return json.path("mimeType").stringValue(null);
  }
}
