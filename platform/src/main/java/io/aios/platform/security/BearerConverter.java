package io.aios.platform.security;

import io.aios.contracts.keys.ApiKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Takes the token from the {@code Authorization} header and nowhere else (RFC 6750 section 2.1),
 * but for API keys where a service takes them. Its form is not looked at: what is no token is in no
 * cache and does not verify.
 */
final class BearerConverter implements AuthenticationConverter {
  private static final String SCHEME = "Bearer ";
  private static final String PROVEN = "DPoP ";

  private final boolean takesKeys;

  BearerConverter(boolean takesKeys) {
    this.takesKeys = takesKeys;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    String key = takesKeys ? request.getHeader(ApiKeys.HEADER) : null;
    if (key != null && header != null) {
      throw new InvalidBearerTokenException(
          "The request carries two credentials: Authorization and " + ApiKeys.HEADER);
    }
    if (key != null) {
      return new PresentedKey(key.strip());
    }
    if (header != null && header.regionMatches(true, 0, PROVEN, 0, PROVEN.length())) {
      return proven(header.substring(PROVEN.length()).strip(), request);
    }
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = header.substring(SCHEME.length()).strip();
    if (token.isEmpty()) {
      throw new InvalidBearerTokenException("The token is empty");
    }
    return takesKeys && token.startsWith(ApiKey.PREFIX)
        ? new PresentedKey(token)
        : new BearerTokenAuthenticationToken(token);
  }

  private static Authentication proven(String token, HttpServletRequest request) {
    List<String> proofs = Collections.list(request.getHeaders("DPoP"));
    if (token.isEmpty() || proofs.size() != 1) {
      throw new InvalidProofException(
          "A DPoP request carries one token and one proof, not %d".formatted(proofs.size()));
    }
    return new ProvenToken(token, proofs.getFirst());
  }
}
