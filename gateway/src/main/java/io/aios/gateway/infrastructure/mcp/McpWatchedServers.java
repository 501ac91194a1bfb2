package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.WatchedServers;
import io.aios.platform.security.CallerIdentity;
import org.springframework.stereotype.Component;

/** Listens over MCP, a stream for each caller and server. */
@Component
final class McpWatchedServers implements WatchedServers {
  private final ToolLists servers;
  private final CatalogueProperties properties;

  McpWatchedServers(ToolLists servers, CatalogueProperties properties) {
    this.servers = servers;
    this.properties = properties;
  }

  @Override
  public Watch watch(CallerIdentity caller, Wanted wanted, Heard heard) {
    CatalogueTool access = wanted.access();
    ToolServer server = new ToolServer(access.server(), access.service(), access.path());
    WatchStream stream =
        new WatchStream(
            () -> servers.client(server, caller, access.hopScopes()), wanted, heard, properties);
    stream.open();
    return stream;
  }
}
