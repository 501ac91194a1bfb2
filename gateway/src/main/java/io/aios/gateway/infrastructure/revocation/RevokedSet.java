package io.aios.gateway.infrastructure.revocation;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.platform.security.TokenFacts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Revocations in memory, each until it is of no more use. Adding one twice changes nothing. */
final class RevokedSet {
  private final Map<Kind, Map<String, Revocation>> byKind = new EnumMap<>(Kind.class);

  RevokedSet() {
    for (Kind kind : Kind.values()) {
      byKind.put(kind, new ConcurrentHashMap<>());
    }
  }

  /** Of two that concern the same, the later one says more. */
  void add(List<Revocation> revocations) {
    for (Revocation each : revocations) {
      of(each.kind())
          .merge(each.value(), each, (one, other) -> one.at().isAfter(other.at()) ? one : other);
    }
  }

  void forget(Instant now) {
    byKind.values().forEach(all -> all.values().removeIf(each -> now.isAfter(each.until())));
  }

  int size() {
    return byKind.values().stream().mapToInt(Map::size).sum();
  }

  /** Why the token is refused; null when nothing revokes it. */
  @Nullable Kind revokes(TokenFacts token) {
    if (has(Kind.SESSION, token.session())) {
      return Kind.SESSION;
    }
    if (has(Kind.TOKEN, token.id())) {
      return Kind.TOKEN;
    }
    Revocation principal = of(Kind.PRINCIPAL).get(token.subject());
    Instant issued = token.issuedAt();
    return principal != null && (issued == null || issued.isBefore(principal.at()))
        ? Kind.PRINCIPAL
        : null;
  }

  boolean throttles(String subject, Instant now) {
    Revocation throttle = of(Kind.THROTTLED).get(subject);
    return throttle != null && now.isBefore(throttle.until());
  }

  private boolean has(Kind kind, @Nullable String value) {
    return value != null && of(kind).containsKey(value);
  }

  @SuppressWarnings("NullAway") // The constructor put a map for each kind.
  private Map<String, Revocation> of(Kind kind) {
    return byKind.get(kind);
  }
}
