package io.aios.gateway.infrastructure.mcp;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.infrastructure.networknt.CompiledSchemas;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a listed tool one that can be called: permission, time limit and schema are read once. What
 * a descriptor leaves out is taken to be the worst.
 */
@Component
final class ToolCompiler {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final CompiledSchemas schemas;
  private final CatalogueProperties properties;

  ToolCompiler(CompiledSchemas schemas, CatalogueProperties properties) {
    this.schemas = schemas;
    this.properties = properties;
  }

  /**
   * @throws IllegalArgumentException when the tool may not be offered, saying why
   */
  CatalogueTool compile(ToolServer server, ToolDescriptor tool) {
    String prefix = server.alias() + '_';
    if (!tool.name().startsWith(prefix)) {
      throw new IllegalArgumentException("its name does not start with '" + prefix + "'");
    }
    ObjectNode meta = tool.meta();
    return new CatalogueTool(
        tool.name(),
        server.alias(),
        server.service(),
        server.path(),
        new ToolPermission(server.alias(), risk(tool)),
        meta.path("io.aios/profile").asString("default"),
        timeout(meta),
        meta.path("io.aios/idempotent").asBoolean(false),
        tool,
        schemas.compile(tool.inputSchema()),
        Set.of("tool:" + tool.name()),
        properties.delegates().contains(server.service()));
  }

  private static Risk risk(ToolDescriptor tool) {
    String name = tool.meta().path("io.aios/risk").asString("");
    for (Risk risk : Risk.values()) {
      if (risk.wireName().equals(name)) {
        return risk;
      }
    }
    return tool.annotations().path("readOnlyHint").asBoolean(false) ? Risk.READ : Risk.DESTRUCTIVE;
  }

  private Duration timeout(ObjectNode meta) {
    long seconds = meta.path("io.aios/timeoutSeconds").asLong(DEFAULT_TIMEOUT.toSeconds());
    Duration wanted = Duration.ofSeconds(Math.max(1, seconds)).plus(properties.callMargin());
    return wanted.compareTo(properties.maxCall()) < 0 ? wanted : properties.maxCall();
  }
}
