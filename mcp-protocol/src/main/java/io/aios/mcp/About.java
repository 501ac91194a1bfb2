package io.aios.mcp;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every listed thing may say of itself beside its name.
 *
 * @param title for people; null where the name will do
 * @param description for models; null if there is none
 * @param meta members of {@code _meta}; read only
 */
public record About(
    @Nullable String title, @Nullable String description, List<Icon> icons, ObjectNode meta) {

  public About {
    icons = List.copyOf(icons);
  }

  public static About of(String description) {
    return new About(null, description, List.of(), McpJson.object());
  }

  public About titled(String text) {
    return new About(text, description, icons, meta);
  }

  public About with(Icon icon) {
    return new About(
        title, description, Stream.concat(icons.stream(), Stream.of(icon)).toList(), meta);
  }

  /** With one more member of {@code _meta}. */
  public About meta(String key, Object value) {
    ObjectNode more = meta.deepCopy();
    more.putPOJO(key, value);
    return new About(title, description, icons, more);
  }

  /** Adds the members that are there to a descriptor. */
  public void addTo(ObjectNode descriptor) {
    if (title != null) {
      descriptor.put("title", title);
    }
    if (description != null) {
      descriptor.put("description", description);
    }
    if (!icons.isEmpty()) {
      icons.stream().map(Icon::toJson).forEach(descriptor.putArray("icons")::add);
    }
    if (!meta.isEmpty()) {
      descriptor.set(MetaKeys.META, meta);
    }
  }
}
