package io.aios.security.infrastructure.oauth;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Lets a client that may ask for {@code *:read} ask for less, such as {@code sysops:read}: every
 * check of the framework runs, on a client that lists those narrower scopes too.
 */
final class CoveredScopes implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
  private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9-]{0,31}:([a-z]{1,16})");

  private final OAuth2AuthorizationCodeRequestAuthenticationValidator framework =
      new OAuth2AuthorizationCodeRequestAuthenticationValidator();

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    RegisteredClient client = context.getRegisteredClient();
    OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
    RegisteredClient widened =
        RegisteredClient.from(client)
            .scopes(
                scopes ->
                    request.getScopes().stream()
                        .filter(scope -> isCovered(scope, client.getScopes()))
                        .forEach(scopes::add))
            .build();
    framework.accept(
        OAuth2AuthorizationCodeRequestAuthenticationContext.with(request)
            .registeredClient(widened)
            .build());
  }

  static boolean isCovered(String scope, Set<String> granted) {
    Matcher permission = PERMISSION.matcher(scope);
    return permission.matches() && granted.contains("*:" + permission.group(1));
  }
}
