package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Who asks for no scope asks to read (RFC 6749 section 3.3). */
final class DefaultScope implements AuthenticationConverter {
  private static final Set<String> READ = Set.of("*:read");

  private final OAuth2AuthorizationCodeRequestAuthenticationConverter framework =
      new OAuth2AuthorizationCodeRequestAuthenticationConverter();

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    return framework.convert(request)
            instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
        ? withScope(asked)
        : null;
  }

  private static Authentication withScope(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
    if (!asked.getScopes().isEmpty()) {
      return asked;
    }
    var reading =
        new OAuth2AuthorizationCodeRequestAuthenticationToken(
            asked.getAuthorizationUri(),
            asked.getClientId(),
            (Authentication) asked.getPrincipal(),
            asked.getRedirectUri(),
            asked.getState(),
            READ,
            asked.getAdditionalParameters());
    reading.setDetails(asked.getDetails());
    return reading;
  }
}
