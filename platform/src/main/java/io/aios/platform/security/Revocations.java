package io.aios.platform.security;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Tokens that ended before they expire. Asked for each request, also when the token's signature is
 * known to be good. A service without a bean of this type accepts short-lived tokens only.
 */
@FunctionalInterface
public interface Revocations {
  /**
   * @throws InvalidBearerTokenException when the token was revoked
   * @throws AuthenticationServiceException when that cannot be told
   */
  void check(TokenFacts token);
}
