package io.aios.mcp.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schema by {@code com.networknt:json-schema-validator}, which the application brings. The
 * dialect is 2020-12 unless the schema names another.
 */
public final class NetworkntSchemas implements SchemaCompiler {
  /** Objects and arrays a schema may consist of. */
  public static final int MAX_NODES = 10_000;

  private static final int MAX_VIOLATIONS = 10;
  private static final int VALUE_LENGTH = 80;

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .pathType(PathType.JSON_POINTER)
                          .locale(Locale.ENGLISH)
                          .preloadSchema(true)
                          .build())
                  .schemaCacheEnabled(false));

  @Override
  public SchemaCheck compile(ObjectNode schema) {
    int nodes = size(schema);
    if (nodes > MAX_NODES) {
      throw new IllegalArgumentException(
          "The schema has " + nodes + " objects and arrays, more than " + MAX_NODES);
    }
    try {
      Schema compiled = registry.getSchema(schema);
      compiled.initializeValidators();
      return value -> violations(compiled, value);
    } catch (SchemaException e) {
      throw new IllegalArgumentException("The schema cannot be compiled: " + e.getMessage(), e);
    }
  }

  private static int size(JsonNode node) {
    return node.isContainer() ? 1 + node.valueStream().mapToInt(NetworkntSchemas::size).sum() : 0;
  }

  private static List<Violation> violations(Schema schema, JsonNode value) {
    List<Error> errors = schema.validate(value);
    return errors.isEmpty() ? List.of() : described(errors, value);
  }

  private static List<Violation> described(List<Error> errors, JsonNode value) {
    return errors.stream().limit(MAX_VIOLATIONS).map(error -> violation(error, value)).toList();
  }

  private static Violation violation(Error error, JsonNode value) {
    String pointer = error.getInstanceLocation().toString();
    if (error.getProperty() != null) {
      pointer += '/' + error.getProperty().replace("~", "~0").replace("/", "~1");
    }
    return new Violation(
        pointer,
        error.getKeyword(),
        String.valueOf(error.getMessage()),
        shorten(value.at(pointer).toString()));
  }

  private static String shorten(String json) {
    if (json.isEmpty()) {
      return "nothing";
    }
    return json.length() <= VALUE_LENGTH ? json : json.substring(0, VALUE_LENGTH) + '…';
  }
}
