package io.aios.orchestrator.usecase;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks values against a JSON Schema. */
public interface ArgumentSchemas {
  /**
   * Every violation that is certain.
   *
   * @param unknown JSON Pointers of values that are not known yet
   */
  List<Violation> check(JsonNode schema, JsonNode value, Set<String> unknown);

  /**
   * @throws IllegalArgumentException saying what is wrong with the schema
   */
  void requireSchema(JsonNode schema);

  /**
   * @param pointer JSON Pointer (RFC 6901) into the value
   * @param keyword the schema keyword that it breaks
   */
  record Violation(String pointer, String keyword, String message) {}
}
