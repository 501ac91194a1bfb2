package io.aios.orchestrator.triggers.usecase;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudEvent.
 *
 * @param id of source and id, which together are unique (CloudEvents 1.0, section 3.1)
 * @param content attributes by name, and {@code data}
 */
public record IncomingEvent(String id, Instant time, ObjectNode content) {
  public JsonNode data() {
    return content.path("data");
  }

  IncomingEvent withData(JsonNode data) {
    ObjectNode changed = content.deepCopy();
    changed.set("data", data);
    return new IncomingEvent(id, time, changed);
  }
}
