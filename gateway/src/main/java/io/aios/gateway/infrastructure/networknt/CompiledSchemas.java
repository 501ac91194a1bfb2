package io.aios.gateway.infrastructure.networknt;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.aios.gateway.domain.Violation;
import io.aios.gateway.usecase.ArgumentRules;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Compiles input schemas (JSON Schema 2020-12). A reference that leads out of the schema is refused
 * and never fetched.
 */
@Component
public final class CompiledSchemas {
  private static final int VALUE_LENGTH = 80;
  private static final int MAX_VIOLATIONS = 10;

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

  /**
   * @throws IllegalArgumentException when it is no schema, or refers to another document
   */
  public ArgumentRules compile(JsonNode inputSchema) {
    try {
      Schema schema = registry.getSchema(inputSchema);
      schema.initializeValidators();
      return arguments -> violations(schema, arguments);
    } catch (SchemaException e) {
      throw new IllegalArgumentException(
          "The input schema cannot be compiled: " + e.getMessage(), e);
    }
  }

  private static List<Violation> violations(Schema schema, JsonNode arguments) {
    List<Error> errors = schema.validate(arguments);
    return errors.isEmpty()
        ? List.of()
        : errors.stream().limit(MAX_VIOLATIONS).map(error -> violation(error, arguments)).toList();
  }

  private static Violation violation(Error error, JsonNode arguments) {
    String pointer = error.getInstanceLocation().toString();
    // What is missing or unknown is named as if it were there: that is the place to mend.
    if (error.getProperty() != null) {
      pointer += '/' + error.getProperty().replace("~", "~0").replace("/", "~1");
    }
    String value = arguments.at(pointer).toString();
    return new Violation(
        pointer,
        error.getKeyword(),
        String.valueOf(error.getMessage()),
        value.isEmpty()
            ? "nothing"
            : value.length() <= VALUE_LENGTH ? value : value.substring(0, VALUE_LENGTH) + '…');
  }
}
