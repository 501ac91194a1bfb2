package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.domain.ServerStatus;
import io.aios.gateway.domain.ServerStatus.State;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Every tool server by name; down while one is, with its cause. Readiness does not depend on it.
 */
@Component
final class ToolServersHealthIndicator implements HealthIndicator {
  private final McpCatalogue catalogue;

  ToolServersHealthIndicator(McpCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Health health() {
    List<ServerStatus> servers = catalogue.current().servers();
    boolean allUp = servers.stream().allMatch(server -> server.state() == State.UP);
    Health.Builder health = allUp ? Health.up() : Health.down();
    servers.forEach(server -> health.withDetail(server.server(), details(server)));
    return health.build();
  }

  private static Map<String, Object> details(ServerStatus server) {
    return server.cause() == null
        ? Map.of("state", server.state(), "tools", server.tools())
        : Map.of("state", server.state(), "tools", server.tools(), "cause", server.cause());
  }
}
