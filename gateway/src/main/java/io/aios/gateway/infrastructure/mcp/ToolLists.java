package io.aios.gateway.infrastructure.mcp;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.NoInstance;
import io.aios.gateway.infrastructure.discovery.ServiceClients;
import io.aios.gateway.usecase.ServerData;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.client.McpClient;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks a server for what it offers, in the gateway's own name. */
@Component
final class ToolLists {
  private static final String GATEWAY = "gateway";
  private static final Set<String> SCOPES = Set.of("tools:list", "prompts:read", "resources:read");

  private final Instances instances;
  private final ServiceTokens tokens;
  private final ServiceClients clients;

  ToolLists(Instances instances, ServiceTokens tokens, ServiceClients clients) {
    this.instances = instances;
    this.tokens = tokens;
    this.clients = clients;
  }

  ServerLists fetch(ToolServer server, Duration timeout) {
    McpClient client = client(server);
    JsonNode offers = capabilities(client, timeout);
    JsonNode resources = offers.path("resources");
    return new ServerLists(
        offers.has("tools") ? client.listTools(timeout) : List.of(),
        new ServerData.Offer(
            offers.has("prompts") ? client.listPrompts(timeout) : List.of(),
            offers.has("resources") ? client.listResources(timeout) : List.of(),
            offers.has("resources") ? client.listResourceTemplates(timeout) : List.of(),
            resources.path("subscribe").asBoolean(false)),
        Stream.of(offers.path("tools"), offers.path("prompts"), resources)
            .anyMatch(kind -> kind.path("listChanged").asBoolean(false)));
  }

  private static JsonNode capabilities(McpClient client, Duration timeout) {
    return client.request(Methods.DISCOVER, McpJson.object(), timeout).path("capabilities");
  }

  /** In the gateway's own name. */
  McpClient client(ToolServer server) {
    return client(server, new ServiceToken(server.service(), GATEWAY, GATEWAY, SCOPES, Set.of()))
        .build();
  }

  /** In the name of a caller, who can follow tasks. */
  McpClient client(ToolServer server, CallerIdentity caller, Set<String> scopes) {
    ServiceToken token =
        new ServiceToken(server.service(), caller.subject(), caller.client(), scopes, Set.of());
    return client(server, token).followTasks().build();
  }

  private McpClient.Builder client(ToolServer server, ServiceToken token) {
    return McpClient.builder(endpoint(server))
        .http(clients.of(server.service()))
        .name("aios-gateway", "1")
        .token(() -> tokens.mint(token));
  }

  private URI endpoint(ToolServer server) {
    try {
      return instances.choose(server.service()).mcp(server.path());
    } catch (NoInstance e) {
      throw new Problem(ProblemType.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
