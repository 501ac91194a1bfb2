package io.aios.gateway.infrastructure.cedar;

import io.aios.contracts.policies.PolicyBundle;
import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks security-manager for the policies in force, in the gateway's own name. */
@Component
class PolicyFetch {
  private static final ServiceToken TOKEN =
      new ServiceToken(
          "security-manager", "gateway", "gateway", Set.of("policies:fetch"), Set.of());

  private final Instances instances;
  private final ServiceTokens tokens;
  private final JsonMapper json;
  private final Duration timeout;
  private final HttpClient http;

  PolicyFetch(
      Instances instances, ServiceTokens tokens, JsonMapper json, PolicyProperties properties) {
    this.instances = instances;
    this.tokens = tokens;
    this.json = json;
    this.timeout = properties.timeout();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * @param known the activation that is known already, negative for none
   * @return empty when it is still the last one
   */
  Optional<PolicyBundle> newerThan(long known) throws IOException, InterruptedException {
    URI address =
        instances
            .choose("security-manager")
            .base()
            .resolve("/internal/policies/active?known=" + known);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.mint(TOKEN))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(json.readValue(answer.body(), PolicyBundle.class));
      case 204 -> Optional.empty();
      default -> throw new IOException("security-manager answered " + answer.statusCode());
    };
  }
}
