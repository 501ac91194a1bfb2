package io.aios.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Verifies each token once and remembers it until it expires. */
final class VerifiedTokens implements AuthenticationManager {
  private final TokenVerifier verifier;
  private final Clock clock;
  private final Cache<String, CallerAuthentication> cache;

  VerifiedTokens(TokenVerifier verifier, Clock clock, long size) {
    this.verifier = verifier;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(size)
            .expireAfter(
                Expiry.<String, CallerAuthentication>creating(
                    (token, caller) -> untilExpiry(caller)))
            .build();
  }

  @Override
  public CallerAuthentication authenticate(Authentication authentication) {
    if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
      throw new InvalidBearerTokenException("Only bearer tokens are accepted");
    }
    String token = bearer.getToken();
    CallerAuthentication known = cache.getIfPresent(token);
    return known != null ? known : verify(token);
  }

  /** Outside the cache's own lock: fetching keys may block, and failures are not cached. */
  private CallerAuthentication verify(String token) {
    CallerAuthentication caller = verifier.verify(token);
    if (untilExpiry(caller).isPositive()) {
      cache.put(token, caller);
    }
    return caller;
  }

  private Duration untilExpiry(CallerAuthentication caller) {
    return Duration.between(Instant.now(clock), caller.expiresAt());
  }
}
