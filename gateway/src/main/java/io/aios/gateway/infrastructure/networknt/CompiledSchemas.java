package io.aios.gateway.infrastructure.networknt;

import io.aios.gateway.domain.Violation;
import io.aios.gateway.usecase.ArgumentRules;
import io.aios.mcp.schema.NetworkntSchemas;
import io.aios.mcp.schema.SchemaCheck;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Input schemas by the protocol's own compiler, told as the gateway tells violations. */
@Component
public final class CompiledSchemas {
  private final NetworkntSchemas schemas = new NetworkntSchemas();

  /**
   * @throws IllegalArgumentException when it is no schema, or refers to another document
   */
  public ArgumentRules compile(JsonNode inputSchema) {
    SchemaCheck check = schemas.compile(inputSchema.asObject());
    return arguments -> {
      List<io.aios.mcp.schema.Violation> found = check.violations(arguments);
      return found.isEmpty() ? List.of() : found.stream().map(CompiledSchemas::told).toList();
    };
  }

  private static Violation told(io.aios.mcp.schema.Violation found) {
    return new Violation(found.pointer(), found.keyword(), found.message(), found.value());
  }
}
