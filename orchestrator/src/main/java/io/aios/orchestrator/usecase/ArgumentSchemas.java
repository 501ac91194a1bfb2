package io.aios.orchestrator.usecase;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Checks arguments against a tool's JSON Schema. */
public interface ArgumentSchemas {
  /**
   * Every violation that is certain.
   *
   * @param unknown JSON Pointers of values that are not known yet
   */
  List<Violation> check(ToolDescriptor tool, JsonNode arguments, Set<String> unknown);

  /**
   * @param pointer JSON Pointer (RFC 6901) into the arguments
   * @param keyword the schema keyword that it breaks
   */
  record Violation(String pointer, String keyword, String message) {}
}
