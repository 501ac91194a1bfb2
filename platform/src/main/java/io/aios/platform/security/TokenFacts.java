package io.aios.platform.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * By what a verified token can be revoked.
 *
 * @param session the login that it belongs to ({@code sid})
 * @param id its own id ({@code jti})
 * @param issuedAt in whole seconds, as {@code iat} has it
 */
public record TokenFacts(
    String issuer,
    String subject,
    String client,
    @Nullable String session,
    @Nullable String id,
    @Nullable Instant issuedAt) {

  /** The login that a verified token belongs to; null when it belongs to none. */
  public static @Nullable String session(Authentication authentication) {
    return authentication instanceof CallerAuthentication token ? token.facts().session() : null;
  }
}
