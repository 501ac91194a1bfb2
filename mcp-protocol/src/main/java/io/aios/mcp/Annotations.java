package io.aios.mcp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hints on how to use a resource or a block of content.
 *
 * @param audience who it is meant for; empty says nothing
 * @param priority from 0, dispensable, to 1, required; null says nothing
 * @param lastModified null if unknown
 */
public record Annotations(
    List<Role> audience, @Nullable Double priority, @Nullable Instant lastModified) {
  public static final Annotations NONE = new Annotations(List.of(), null, null);

  public Annotations {
    audience = List.copyOf(audience);
    if (priority != null && !(priority >= 0 && priority <= 1)) {
      throw new IllegalArgumentException("Priority " + priority + " is not from 0 to 1");
    }
  }

  /** Adds the member {@code annotations}, unless there is nothing to say. */
  public void addTo(ObjectNode object) {
    if (equals(NONE)) {
      return;
    }
    ObjectNode json = object.putObject("annotations");
    if (!audience.isEmpty()) {
      audience.stream().map(Role::wire).forEach(json.putArray("audience")::add);
    }
    if (priority != null) {
      json.put("priority", priority);
    }
    if (lastModified != null) {
      json.put("lastModified", lastModified.toString());
    }
  }
}
