package io.aios.mcp.server;

import tools.jackson.core.JsonGenerator;

/** Writes the members of a JSON object that is already open. */
@FunctionalInterface
public interface Members {
  Members NONE = json -> {};

  void write(JsonGenerator json);
}
