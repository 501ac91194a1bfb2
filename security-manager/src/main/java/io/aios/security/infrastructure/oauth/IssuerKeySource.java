package io.aios.security.infrastructure.oauth;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's key set, read again every half minute, and the one key among several of the same
 * algorithm that signs now.
 */
final class IssuerKeySource implements JWKSource<SecurityContext> {
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final String KEYS = "keys";

  private final LoadingCache<String, JWKSet> cache;
  private final Clock clock;

  IssuerKeySource(Supplier<JWKSet> keys, Clock clock) {
    this.cache = Caffeine.newBuilder().refreshAfterWrite(REFRESH).build(key -> keys.get());
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    return selector.select(cache.get(KEYS));
  }

  /** For {@code NimbusJwtEncoder}, which cannot choose by itself. */
  JWK signer(List<JWK> candidates) {
    Instant now = clock.instant();
    return candidates.stream()
        .filter(key -> !signsFrom(key).isAfter(now))
        .max(Comparator.comparing(IssuerKeySource::signsFrom))
        .orElseThrow(() -> new IllegalStateException("No signing key has begun to sign"));
  }

  private static Instant signsFrom(JWK key) {
    return key.getNotBeforeTime().toInstant();
  }

  void reload() {
    cache.invalidate(KEYS);
  }
}
