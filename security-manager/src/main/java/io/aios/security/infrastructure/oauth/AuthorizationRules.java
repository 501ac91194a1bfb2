package io.aios.security.infrastructure.oauth;

import io.aios.security.domain.RedirectUris;
import io.aios.security.domain.ResourceIndicators;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  AuthorizationRules(ResourceIndicators resources) {
    this.resources = resources;
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
