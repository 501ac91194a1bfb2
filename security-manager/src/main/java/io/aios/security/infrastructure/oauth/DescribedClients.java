package io.aios.security.infrastructure.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.security.domain.RedirectUris;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clients whose id is the address of a document that describes them
 * (draft-ietf-oauth-client-id-metadata-document). A description is kept for ten minutes, and a
 * failure for one, so that a client cannot make this server hammer another.
 */
final class DescribedClients {
  private static final Logger log = LoggerFactory.getLogger(DescribedClients.class);
  private static final Duration KEEP = Duration.ofMinutes(10);
  private static final Duration KEEP_FAILURE = Duration.ofMinutes(1);
  private static final int MAX_CLIENTS = 1_000;
  private static final int LONGEST = 500;
  private static final int MAX_REDIRECTS = 20;

  private record Known(Optional<RegisteredClient> client, Instant until) {}

  private final JsonMapper json = JsonMapper.builder().build();
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(MAX_CLIENTS).expireAfterWrite(KEEP).build();
  private final ClientDocuments documents;
  private final PublicClientSettings settings;
  private final Clock clock;

  DescribedClients(ClientDocuments documents, PublicClientSettings settings, Clock clock) {
    this.documents = documents;
    this.settings = settings;
    this.clock = clock;
  }

  static boolean isAddress(String clientId) {
    return clientId.startsWith("https://");
  }

  @Nullable RegisteredClient find(String clientId) {
    Known cached = known.getIfPresent(clientId);
    if (cached == null || !clock.instant().isBefore(cached.until())) {
      Optional<RegisteredClient> client = fetch(clientId);
      cached = new Known(client, clock.instant().plus(client.isPresent() ? KEEP : KEEP_FAILURE));
      known.put(clientId, cached);
    }
    return cached.client().orElse(null);
  }

  private Optional<RegisteredClient> fetch(String clientId) {
    try {
      requireForm(clientId);
      return Optional.of(read(clientId, json.readTree(documents.fetch(clientId))));
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      log.info("No client is described at its id: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static void requireForm(String clientId) {
    try {
      URI uri = new URI(clientId);
      if (clientId.length() > LONGEST
          || uri.getHost() == null
          || uri.getRawPath() == null
          || uri.getRawPath().length() < 2
          || uri.getRawFragment() != null
          || uri.getRawUserInfo() != null
          || !uri.normalize().equals(uri)) {
        throw new IllegalArgumentException("the id is not an https address with a path");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the id is no address", e);
    }
  }

  private RegisteredClient read(String clientId, JsonNode document) {
    if (!document.path("client_id").asString("").equals(clientId)) {
      throw new IllegalArgumentException("the document's client_id is not its address");
    }
    String method = document.path("token_endpoint_auth_method").asString("none");
    if (!method.equals("none") || document.has("client_secret")) {
      throw new IllegalArgumentException("only public clients are described by documents");
    }
    List<String> redirects =
        document.path("redirect_uris").valueStream().map(uri -> uri.asString("")).toList();
    if (redirects.isEmpty() || redirects.size() > MAX_REDIRECTS) {
      throw new IllegalArgumentException("redirect_uris must hold 1 to " + MAX_REDIRECTS);
    }
    for (String redirect : redirects) {
      String refusal = RedirectUris.refusal(redirect);
      if (refusal != null) {
        throw new IllegalArgumentException("redirect " + redirect + ": " + refusal);
      }
    }
    String host = String.valueOf(URI.create(clientId).getHost());
    String name = ClientNames.clean(document.path("client_name").asString(host));
    return settings.client(clientId, name.isEmpty() ? host : name, redirects).build();
  }
}
