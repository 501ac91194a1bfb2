package io.aios.orchestrator.infrastructure.jsonschema;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.aios.orchestrator.usecase.ArgumentSchemas;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** JSON Schema 2020-12. Compiled schemas are kept as long as the catalogue keeps theirs. */
@Component
final class NetworkntSchemas implements ArgumentSchemas {
  private static final int MAX_VIOLATIONS = 20;

  /** They speak of which members there are, so they hold whatever a member's value will be. */
  private static final Set<String> ABOUT_MEMBERS =
      Set.of(
          "required",
          "additionalProperties",
          "dependentRequired",
          "propertyNames",
          "minProperties",
          "maxProperties",
          "minItems",
          "maxItems");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final LoadingCache<JsonNode, Schema> compiled =
      Caffeine.newBuilder().weakKeys().build(registry::getSchema);

  @Override
  public List<Violation> check(JsonNode schema, JsonNode value, Set<String> unknown) {
    return compiled.get(schema).validate(value).stream()
        .filter(error -> isCertain(error, unknown))
        .limit(MAX_VIOLATIONS)
        .map(NetworkntSchemas::violation)
        .toList();
  }

  @Override
  public void requireSchema(JsonNode schema) {
    List<Error> errors =
        registry
            .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
            .validate(schema);
    if (!errors.isEmpty()) {
      Error first = errors.getFirst();
      throw new IllegalArgumentException(
          "at '" + pointer(first.getInstanceLocation()) + "': " + first.getMessage());
    }
  }

  private static boolean isCertain(Error error, Set<String> unknown) {
    String at = pointer(error.getInstanceLocation());
    boolean mayChange =
        unknown.stream().anyMatch(hole -> hole.equals(at) || hole.startsWith(at + "/"));
    return !mayChange || (!unknown.contains(at) && ABOUT_MEMBERS.contains(error.getKeyword()));
  }

  private static Violation violation(Error error) {
    return new Violation(
        pointer(error.getInstanceLocation()), error.getKeyword(), error.getMessage());
  }

  private static String pointer(NodePath path) {
    String text = path.toString();
    return text.equals("/") ? "" : text;
  }
}
