package io.aios.mcp.resources;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.Listed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A family of resources as it is listed, kept whole.
 *
 * @param json the template object; read only
 */
public record ResourceTemplate(ObjectNode json) implements Listed {

  public ResourceTemplate {
    if (json.path("uriTemplate").asString("").isEmpty()
        || json.path("name").asString("").isEmpty()) {
      throw new IllegalArgumentException("Template " + json + " lacks its uriTemplate or its name");
    }
  }

  /**
   * @param uriTemplate of RFC 6570, any level; {@link UriTemplate} matches some
   * @param mimeType of all its resources; null if unknown or not the same
   */
  public static ResourceTemplate of(
      String uriTemplate,
      String name,
      @Nullable String mimeType,
      About about,
      Annotations annotations) {
    ObjectNode json = McpJson.object().put("uriTemplate", uriTemplate).put("name", name);
    if (mimeType != null) {
      json.put("mimeType", mimeType);
    }
    about.addTo(json);
    annotations.addTo(json);
    return new ResourceTemplate(json);
  }

  @Override
  public String key() {
    return uriTemplate();
  }

  public String uriTemplate() {
    return json.path("uriTemplate").asString();
  }

  public String name() {
    return json.path("name").asString();
  }
}
