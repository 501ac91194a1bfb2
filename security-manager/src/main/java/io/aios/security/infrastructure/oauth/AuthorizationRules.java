package io.aios.security.infrastructure.oauth;

import io.aios.security.domain.RedirectUris;
import io.aios.security.domain.ResourceIndicators;
import io.aios.security.usecase.Accounts;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Checks authorization requests. Every check of the framework runs, on a client that also lists
 * what its own entries cover: narrower scopes ({@code sysops:read} under {@code *:read}) and its
 * loopback redirects on another port.
 */
final class AuthorizationRules
    implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
  private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9-]{0,31}:([a-z]{1,16})");

  private final OAuth2AuthorizationCodeRequestAuthenticationValidator framework =
      new OAuth2AuthorizationCodeRequestAuthenticationValidator();
  private final ResourceIndicators resources;
  private final Accounts accounts;
  private final Clock clock;

  AuthorizationRules(ResourceIndicators resources, Accounts accounts, Clock clock) {
    this.resources = resources;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    framework.accept(
        OAuth2AuthorizationCodeRequestAuthenticationContext.with(request)
            .registeredClient(widened(context.getRegisteredClient(), request))
            .build());
    Object resource = request.getAdditionalParameters().get(AccessTokens.RESOURCE);
    if (resource != null && !(resource instanceof String one && resources.isKnown(one))) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          AccessTokens.invalidTarget(resource, resources), request);
    }
    Authentication user = (Authentication) request.getPrincipal();
    if (Logins.at(user).isPresent()) {
      requireDemands(request, user);
    }
    requirePermitted(request, user.getName());
  }

  /** Whoever can be asked to log in as demanded was asked before this. */
  private void requireDemands(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, Authentication login) {
    Map<String, Object> parameters = request.getAdditionalParameters();
    if (!LoginDemands.of(parameters).areMetBy(login, clock.instant())) {
      boolean silent = "none".equals(parameters.get(LoginDemands.PROMPT));
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(
              silent ? "login_required" : "unmet_authentication_requirements",
              "The login does not meet max_age or acr_values",
              null),
          request);
    }
  }

  private void requirePermitted(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, String user) {
    if (accounts.narrowed(user, request.getScopes()).isEmpty()) {
      throw new OAuth2AuthorizationCodeRequestAuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.ACCESS_DENIED,
              "The user's roles permit none of " + String.join(" ", request.getScopes()),
              null),
          request);
    }
  }

  private static RegisteredClient widened(
      RegisteredClient client, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    RegisteredClient.Builder widened =
        RegisteredClient.from(client)
            .scopes(
                scopes ->
                    request.getScopes().stream()
                        .filter(scope -> isCovered(scope, client.getScopes()))
                        .forEach(scopes::add));
    String redirect = request.getRedirectUri();
    if (redirect != null
        && client.getRedirectUris().stream()
            .anyMatch(registered -> RedirectUris.sameButForPort(redirect, registered))) {
      widened.redirectUri(redirect);
    }
    return widened.build();
  }

  static boolean isCovered(String scope, Set<String> granted) {
    Matcher permission = PERMISSION.matcher(scope);
    return permission.matches() && granted.contains("*:" + permission.group(1));
  }
}
