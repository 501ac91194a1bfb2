package io.aios.launcher.cli.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A token for the gateway.
 *
 * @param value as it stands in the Authorization header
 * @param scopes granted
 * @param issuer whom it was got from
 * @param expiresAt after which it is worthless
 */
public record AccessToken(String value, Set<String> scopes, String issuer, Instant expiresAt) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it will still be good for a minute. */
  boolean isFresh(Instant now) {
    return now.plus(MARGIN).isBefore(expiresAt);
  }

  /** Keeps the secret out of messages and logs. */
  @Override
  public String toString() {
    return "AccessToken[" + scopes + " from " + issuer + " until " + expiresAt + "]";
  }
}
