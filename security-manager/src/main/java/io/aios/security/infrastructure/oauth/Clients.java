package io.aios.security.infrastructure.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** Clients fixed by configuration, and programs that administrators registered. */
final class Clients implements RegisteredClientRepository {
  private final List<RegisteredClient> fixed;
  private final RegisteredClientRepository programs;

  Clients(List<RegisteredClient> fixed, RegisteredClientRepository programs) {
    this.fixed = List.copyOf(fixed);
    this.programs = programs;
  }

  @Override
  public void save(RegisteredClient client) {
    programs.save(client);
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return fixed.stream()
        .filter(client -> client.getId().equals(id))
        .findFirst()
        .orElseGet(() -> programs.findById(id));
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return fixed.stream()
        .filter(client -> client.getClientId().equals(clientId))
        .findFirst()
        .orElseGet(() -> programs.findByClientId(clientId));
  }
}
