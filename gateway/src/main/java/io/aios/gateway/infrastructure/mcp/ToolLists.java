package io.aios.gateway.infrastructure.mcp;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.Instances.NoInstance;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import io.aios.platform.web.Problem;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Asks a server for its tools, in the gateway's own name. */
@Component
final class ToolLists {
  private static final String GATEWAY = "gateway";
  private static final Set<String> SCOPES = Set.of("tools:list");

  private final Instances instances;
  private final ServiceTokens tokens;
  private final HttpClient http;

  ToolLists(Instances instances, ServiceTokens tokens) {
    this.instances = instances;
    this.tokens = tokens;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  List<ToolDescriptor> fetch(ToolServer server, Duration timeout) {
    URI endpoint = endpoint(server);
    ServiceToken token = new ServiceToken(server.service(), GATEWAY, GATEWAY, SCOPES, Set.of());
    return McpClient.builder(endpoint)
        .http(http)
        .name("aios-gateway", "1")
        .token(() -> tokens.mint(token))
        .build()
        .listTools(timeout);
  }

  private URI endpoint(ToolServer server) {
    try {
      return instances.choose(server.service()).mcp(server.path());
    } catch (NoInstance e) {
      throw new Problem(ProblemType.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
