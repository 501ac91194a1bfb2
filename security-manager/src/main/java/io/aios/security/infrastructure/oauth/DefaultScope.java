package io.aios.security.infrastructure.oauth;

import io.aios.security.usecase.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Who asks for no scope asks to read, and who asks for more than the user's roles permit asks for
 * what they permit (RFC 6749 section 3.3).
 */
final class DefaultScope implements AuthenticationConverter {
  private static final Set<String> READ = Set.of("*:read");

  private final OAuth2AuthorizationCodeRequestAuthenticationConverter framework =
      new OAuth2AuthorizationCodeRequestAuthenticationConverter();

  private final Accounts accounts;

  DefaultScope(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    return framework.convert(request)
            instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
        ? withScopes(asked)
        : null;
  }

  private Authentication withScopes(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
    Authentication user = (Authentication) asked.getPrincipal();
    Set<String> wanted = asked.getScopes().isEmpty() ? READ : asked.getScopes();
    Set<String> permitted = accounts.narrowed(user.getName(), wanted);
    var narrowed =
        new OAuth2AuthorizationCodeRequestAuthenticationToken(
            asked.getAuthorizationUri(),
            asked.getClientId(),
            user,
            asked.getRedirectUri(),
            asked.getState(),
            permitted.isEmpty() ? wanted : permitted,
            asked.getAdditionalParameters());
    narrowed.setDetails(asked.getDetails());
    return narrowed;
  }
}
