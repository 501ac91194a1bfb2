package io.aios.platform.tools;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aios.mcp.McpJson;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What arguments a tool takes: its schema, compiled, and its defaults. */
final class ArgumentRules {
  private static final int SHOWN_ERRORS = 5;
  private static final int SHOWN_CHARS = 80;

  private final Schema schema;
  private final ObjectNode defaults = McpJson.object();

  ArgumentRules(ObjectNode inputSchema) {
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(inputSchema);
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
    List<Error> errors = schema.validate(arguments);
    if (errors.isEmpty()) {
      return withDefaults(arguments);
    }
    String wrong =
        errors.stream()
            .limit(SHOWN_ERRORS)
            .map(ArgumentRules::describe)
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

  private static String describe(Error error) {
    String pointer = String.valueOf(error.getInstanceLocation());
    String property = error.getProperty();
    String message = error.getMessage().replaceFirst("^[^:]*: ", "");
    String where = property == null ? pointer : pointer + "/" + property;
    JsonNode value = error.getInstanceNode();
    boolean scalar = value != null && value.isValueNode() && property == null;
    return "Argument '" + where + "' " + message + (scalar ? ", it is " + shorten(value) : "");
  }

  private static String shorten(JsonNode value) {
    String text = value.toString();
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
  }
}
