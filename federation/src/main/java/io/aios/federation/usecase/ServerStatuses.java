package io.aios.federation.usecase;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The last status of each server, as this instance met it. */
@Component
public final class ServerStatuses {
  private final Map<String, ServerStatus> byAlias = new ConcurrentHashMap<>();

  void put(String alias, ServerStatus status) {
    byAlias.put(alias, status);
  }

  void forget(String alias) {
    byAlias.remove(alias);
  }

  public Optional<ServerStatus> of(String alias) {
    return Optional.ofNullable(byAlias.get(alias));
  }

  public Map<String, ServerStatus> all() {
    return Map.copyOf(byAlias);
  }
}
