package io.aios.gateway.infrastructure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

class RegisteredServersTest {
  private final Map<String, Map<String, String>> services = new ConcurrentHashMap<>();
  private final RegisteredServers servers = new RegisteredServers(new Registry(services));

  private record Registry(Map<String, Map<String, String>> services) implements DiscoveryClient {
    @Override
    public String description() {
      return "of this test";
    }

    @Override
    public List<ServiceInstance> getInstances(String service) {
      return services.containsKey(service)
          ? List.of(
              new DefaultServiceInstance(
                  service, service, "127.0.0.1", 1, false, services.get(service)))
          : List.of();
    }

    @Override
    public List<String> getServices() {
      return List.copyOf(services.keySet());
    }
  }

  @Test
  void aServiceAnswersForOneAliasAtOnePath() {
    services.put("mcp-echo", Map.of("tools", "echo"));

    assertThat(servers.find()).containsExactly(new ToolServer("echo", "mcp-echo", "/mcp"));
  }

  @Test
  void aServiceMayAnswerForManyAliasesAtAPathEach() {
    services.put("federation", Map.of("tools", "one,two", "tools-path", "/mcp/{alias}"));

    assertThat(servers.find())
        .containsExactlyInAnyOrder(
            new ToolServer("one", "federation", "/mcp/one"),
            new ToolServer("two", "federation", "/mcp/two"));
  }

  @Test
  void anAliasStaysWithItsFirstOwner() {
    services.put("mcp-echo", Map.of("tools", "echo"));
    servers.find();
    services.put("federation", Map.of("tools", "echo,aios,A-b,mine", "tools-path", "/mcp/{alias}"));

    assertThat(servers.find())
        .containsExactlyInAnyOrder(
            new ToolServer("echo", "mcp-echo", "/mcp"),
            new ToolServer("mine", "federation", "/mcp/mine"));
  }

  @Test
  void anAliasIsGivenUpOnlyByAServiceThatAnswers() {
    services.put("federation", Map.of("tools", "one,two", "tools-path", "/mcp/{alias}"));
    ToolServer two = new ToolServer("two", "federation", "/mcp/two");
    assertThat(servers.isGivenUp(two, servers.find())).isFalse();

    services.put("federation", Map.of("tools", "one", "tools-path", "/mcp/{alias}"));
    assertThat(servers.isGivenUp(two, servers.find())).isTrue();

    services.remove("federation");
    assertThat(servers.isGivenUp(two, servers.find())).isFalse();
  }
}
