package io.aios.platform.tools;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The argument every tool takes beside its own: how much text the caller wants back. */
final class ArgumentBudget {
  static final String NAME = "maxChars";

  private ArgumentBudget() {}

  /** What the caller wants, from arguments with defaults filled in. */
  static int in(ObjectNode arguments) {
    return arguments.path(NAME).asInt();
  }

  /** Adds the argument to an input schema. */
  static ObjectNode addTo(ObjectNode schema, int standard) {
    JsonNode properties = schema.path("properties");
    ObjectNode own =
        properties instanceof ObjectNode object ? object : schema.putObject("properties");
    if (own.has(NAME)) {
      throw new IllegalStateException("A tool cannot have an argument of its own named " + NAME);
    }
    own.putObject(NAME)
        .put("type", "integer")
        .put("minimum", ToolsProperties.MIN_CHARS)
        .put("maximum", ToolsProperties.MAX_CHARS)
        .put("default", standard)
        .put("description", "Most characters of text wanted back; the rest is kept to be read on");
    return schema;
  }
}
