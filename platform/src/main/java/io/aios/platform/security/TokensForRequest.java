package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * A token is verified once; whether it was revoked since, whether the caller holds the key that it
 * is bound to, and whether its audience covers the address, is asked for each request.
 */
record TokensForRequest(
    VerifiedTokens tokens,
    Audiences audiences,
    Revocations revocations,
    Optional<ApiKeys> keys,
    Proofs proofs)
    implements AuthenticationManagerResolver<HttpServletRequest> {
  @Override
  public AuthenticationManager resolve(HttpServletRequest request) {
    return authentication -> authenticate(authentication, request);
  }

  private Authentication authenticate(Authentication bearer, HttpServletRequest request) {
    if (bearer instanceof PresentedKey key && keys.isPresent()) {
      return CallerAuthentication.of(keys.get().authenticate(key.getToken()));
    }
    CallerAuthentication caller = tokens.authenticate(bearer);
    revocations.check(caller.facts());
    prove(bearer, caller, request);
    List<String> named = caller.audiences();
    for (int i = 0; i < named.size(); i++) {
      if (audiences.covers(named.get(i), request)) {
        return caller;
      }
    }
    throw new InvalidBearerTokenException(
        "The token was rejected: it is for " + named + ", not for this address");
  }

  /** A token that is bound to a key is worth nothing without it (RFC 9449 section 7). */
  private void prove(
      Authentication presented, CallerAuthentication caller, HttpServletRequest request) {
    String key = caller.boundTo();
    if (presented instanceof ProvenToken proven) {
      if (key == null) {
        throw new InvalidProofException("The token is bound to no key; present it as Bearer");
      }
      proofs.check(proven, key, request);
    } else if (key != null) {
      throw new InvalidProofException(
          "The token is bound to a key; present it as DPoP, with a proof");
    }
  }
}
