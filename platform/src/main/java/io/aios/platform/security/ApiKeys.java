package io.aios.platform.security;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * API keys. A service with a bean of this type accepts them where it accepts access tokens: as
 * bearer token, or in the header {@code X-API-Key}.
 */
@FunctionalInterface
public interface ApiKeys {
  /** The other header in which a key may come. */
  String HEADER = "X-API-Key";

  /** How the {@code issuer} of callers reads who were known by a key. */
  String ISSUER = "urn:aios:keys";

  /**
   * @param key as it was presented
   * @return whom it speaks for; the client names the key
   * @throws InvalidBearerTokenException when it is no key, or not a good one
   * @throws AuthenticationServiceException when that cannot be told
   */
  CallerIdentity authenticate(String key);
}
