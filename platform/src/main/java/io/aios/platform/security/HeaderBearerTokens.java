package io.aios.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * The token of the {@code Authorization} header (RFC 6750 section 2.1). Spring's own resolver
 * matches a regular expression against every token, which costs as much as the rest of the chain.
 */
final class HeaderBearerTokens implements AuthenticationConverter {
  private static final String SCHEME = "Bearer ";

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = header.substring(SCHEME.length());
    if (token.isEmpty() || !isToken68(token)) {
      throw new InvalidBearerTokenException("The token is malformed");
    }
    return new BearerTokenAuthenticationToken(token);
  }

  private static boolean isToken68(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~+/=".indexOf(c) >= 0;
      if (!allowed) {
        return false;
      }
    }
    return true;
  }
}
