package io.aios.security.infrastructure.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Clients fixed by configuration, registered, or described by a document at their id. */
final class Clients implements RegisteredClientRepository {
  private final List<RegisteredClient> fixed;
  private final RegisteredClientRepository registered;
  private final DescribedClients described;

  Clients(
      List<RegisteredClient> fixed,
      RegisteredClientRepository registered,
      DescribedClients described) {
    this.described = described;
    this.fixed = List.copyOf(fixed);
    this.registered = registered;
  }

  @Override
  public void save(RegisteredClient client) {
    registered.save(client);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    if (DescribedClients.isAddress(id)) {
      return described.find(id);
    }
    return fixed.stream()
        .filter(client -> client.getId().equals(id))
        .findFirst()
        .orElseGet(() -> registered.findById(id));
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    if (DescribedClients.isAddress(clientId)) {
      return described.find(clientId);
    }
    return fixed.stream()
        .filter(client -> client.getClientId().equals(clientId))
        .findFirst()
        .orElseGet(() -> registered.findByClientId(clientId));
  }
}
