package io.aios.mcp;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A picture for user interfaces.
 *
 * @param src where it is, {@code https:} or {@code data:}
 * @param mimeType null if unknown
 * @param sizes such as {@code 48x48}, or {@code any} for a scalable one; empty if unknown
 */
public record Icon(URI src, @Nullable String mimeType, List<String> sizes) {

  public Icon {
    sizes = List.copyOf(sizes);
    String scheme = String.valueOf(src.getScheme());
    if (!scheme.equals("https") && !scheme.equals("data")) {
      throw new IllegalArgumentException("Icon '" + src + "' is neither https: nor data:");
    }
  }

  ObjectNode toJson() {
    ObjectNode json = McpJson.object().put("src", src.toString());
    if (mimeType != null) {
      json.put("mimeType", mimeType);
    }
    if (!sizes.isEmpty()) {
      sizes.forEach(json.putArray("sizes")::add);
    }
    return json;
  }
}
