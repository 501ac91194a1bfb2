package io.aios.gateway.infrastructure.authority;

import io.aios.gateway.infrastructure.discovery.Instances;
import io.aios.gateway.infrastructure.discovery.ServiceClients;
import io.aios.gateway.usecase.StoredData;
import io.aios.platform.security.ServiceToken;
import io.aios.platform.security.ServiceTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks services, with a token that is good for one user's data and nothing else. */
@Component
final class FetchedStoredData implements StoredData {
  private static final String PATH = "/internal/subject-data";
  private static final String SCOPE = "subject:export";
  private static final String GATEWAY = "gateway";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Instances instances;
  private final ServiceTokens tokens;
  private final JsonMapper json;
  private final ServiceClients clients;

  FetchedStoredData(
      Instances instances, ServiceTokens tokens, JsonMapper json, ServiceClients clients) {
    this.instances = instances;
    this.tokens = tokens;
    this.json = json;
    this.clients = clients;
  }

  @Override
  public Map<String, Object> of(String service, String subject)
      throws IOException, InterruptedException {
    URI uri = instances.choose(service).base().resolve(PATH);
    ServiceToken token = new ServiceToken(service, subject, GATEWAY, Set.of(SCOPE), Set.of());
    HttpResponse<String> answer =
        clients
            .of(service)
            .send(
                HttpRequest.newBuilder(uri)
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + tokens.mint(token))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(service + " answered " + answer.statusCode());
    }
    try {
      return json.readValue(answer.body(), new TypeReference<Map<String, Object>>() {});
    } catch (JacksonException e) {
      throw new IOException(service + " answered no JSON object", e);
    }
  }
}
