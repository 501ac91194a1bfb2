package io.aios.platform.tools;

import io.aios.mcp.McpJson;
import io.aios.mcp.schema.NetworkntSchemas;
import io.aios.mcp.schema.SchemaCheck;
import io.aios.mcp.schema.SchemaCompiler;
import io.aios.mcp.schema.Violation;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** What arguments a tool takes: its schema, compiled, and its defaults. */
final class ArgumentRules {
  private static final int SHOWN_ERRORS = 5;
  private static final SchemaCompiler SCHEMAS = new NetworkntSchemas();

  private final SchemaCheck schema;
  private final ObjectNode defaults = McpJson.object();

  ArgumentRules(ObjectNode inputSchema) {
    this.schema = SCHEMAS.compile(inputSchema);
    inputSchema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if (property.has("default")) {
                defaults.set(name, property.get("default"));
              }
            });
  }

  /**
   * The arguments with defaults filled in.
   *
   * @throws ToolFailure naming the JSON pointer, value and limit of what is wrong
   */
  ObjectNode check(ObjectNode arguments) {
    List<Violation> violations = schema.violations(arguments);
    if (violations.isEmpty()) {
      return withDefaults(arguments);
    }
    String wrong =
        violations.stream()
            .limit(SHOWN_ERRORS)
            .map(violation -> "Argument " + violation)
            .collect(Collectors.joining("; "));
    throw new ToolFailure(
        "schema-violation", wrong, "Correct the arguments to match the tool's inputSchema");
  }

  private ObjectNode withDefaults(ObjectNode arguments) {
    ObjectNode filled = McpJson.object();
    filled.setAll(defaults);
    filled.setAll(arguments);
    return filled;
  }
}
