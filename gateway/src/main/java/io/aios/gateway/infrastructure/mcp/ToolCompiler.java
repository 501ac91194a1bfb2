package io.aios.gateway.infrastructure.mcp;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.gateway.infrastructure.networknt.CompiledSchemas;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.ServerData;
import io.aios.gateway.usecase.ServerData.Offer;
import io.aios.gateway.usecase.ServerData.Place;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.tools.ToolMeta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a listed tool one that can be called: permission, time limit and schema are read once. What
 * a descriptor leaves out is taken to be the worst.
 */
@Component
final class ToolCompiler {
  private static final Logger log = LoggerFactory.getLogger(ToolCompiler.class);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  private final CompiledSchemas schemas;
  private final CatalogueProperties properties;
  private final ToolLimitProperties limits;

  ToolCompiler(
      CompiledSchemas schemas, CatalogueProperties properties, ToolLimitProperties limits) {
    this.schemas = schemas;
    this.properties = properties;
    this.limits = limits;
  }

  /**
   * @throws IllegalArgumentException when the tool may not be offered, saying why
   */
  CatalogueTool compile(ToolServer server, ToolDescriptor tool) {
    requireName(server, tool.name());
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
        ParamHeaders.declaredIn(tool.inputSchema()),
        Set.of("tool:" + tool.name()),
        properties.delegates().contains(server.service()),
        limits.of(tool.name(), cost(meta)));
  }

  /** The server's data with those prompts that may be offered. */
  ServerData compile(ToolServer server, ServerData.Offer offer) {
    List<PromptDescriptor> named = new ArrayList<>();
    for (PromptDescriptor prompt : offer.prompts()) {
      try {
        requireName(server, prompt.name());
        named.add(prompt);
      } catch (IllegalArgumentException e) {
        log.error(
            "Prompt {} of {} is not offered: {}", prompt.name(), server.service(), e.getMessage());
      }
    }
    Place place =
        new Place(
            server.alias(),
            server.service(),
            server.path(),
            DEFAULT_TIMEOUT.plus(properties.callMargin()));
    return ServerData.of(
        place, new Offer(named, offer.resources(), offer.templates(), offer.watches()));
  }

  private void requireName(ToolServer server, String name) {
    String prefix = server.alias() + '_';
    if (!name.startsWith(prefix) && !properties.plainNames().contains(server.alias())) {
      throw new IllegalArgumentException("its name does not start with '" + prefix + "'");
    }
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

  private static int cost(ObjectNode meta) {
    int declared = meta.path(ToolMeta.COST).asInt(1);
    return Math.clamp(declared, 1, ToolLimits.MOST_UNITS);
  }

  private Duration timeout(ObjectNode meta) {
    long seconds = meta.path("io.aios/timeoutSeconds").asLong(DEFAULT_TIMEOUT.toSeconds());
    Duration wanted = Duration.ofSeconds(Math.max(1, seconds)).plus(properties.callMargin());
    return wanted.compareTo(properties.maxCall()) < 0 ? wanted : properties.maxCall();
  }
}
