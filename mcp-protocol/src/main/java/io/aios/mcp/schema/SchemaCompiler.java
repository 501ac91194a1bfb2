package io.aios.mcp.schema;

import tools.jackson.databind.node.ObjectNode;

/** Makes checks of schemas. An implementation never fetches what a schema refers to. */
@FunctionalInterface
public interface SchemaCompiler {

  /**
   * @throws IllegalArgumentException if it is no schema, of an unknown dialect, too large, or
   *     refers to another document
   */
  SchemaCheck compile(ObjectNode schema);
}
