package io.aios.gateway.infrastructure.authority;

import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.ServiceClients;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads internal addresses of security-manager. */
@Component
public final class AuthorityRequests {
  private static final String SERVICE = "security-manager";

  private final Instances instances;
  private final ServiceTokens tokens;
  private final JsonMapper json;
  private final ServiceClients clients;

  AuthorityRequests(
      Instances instances, ServiceTokens tokens, JsonMapper json, ServiceClients clients) {
    this.instances = instances;
    this.tokens = tokens;
    this.json = json;
    this.clients = clients;
  }

  /**
   * What to read.
   *
   * @param path with its query
   * @param scope that the address asks for
   */
  public record Address(String path, String scope, Duration timeout) {}

  /**
   * @return empty when there is nothing (204, 404)
   * @throws IOException when security-manager cannot be reached or answers otherwise
   */
  public <T> Optional<T> get(Address address, Class<T> type)
      throws IOException, InterruptedException {
    URI uri = instances.choose(SERVICE).base().resolve(address.path());
    ServiceToken own =
        new ServiceToken(SERVICE, "gateway", "gateway", Set.of(address.scope()), Set.of());
    HttpResponse<String> answer =
        clients
            .of(SERVICE)
            .send(
                HttpRequest.newBuilder(uri)
                    .timeout(address.timeout())
                    .header("Authorization", "Bearer " + tokens.mint(own))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(json.readValue(answer.body(), type));
      case 204, 404 -> Optional.empty();
      default -> throw new IOException(SERVICE + " answered " + answer.statusCode());
    };
  }
}
