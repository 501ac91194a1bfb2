package io.aios.mcp.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A compiled schema. Safe for many threads. */
@FunctionalInterface
public interface SchemaCheck {

  /** What is wrong with a value, the first few; empty if it is valid. */
  List<Violation> violations(JsonNode value);
}
