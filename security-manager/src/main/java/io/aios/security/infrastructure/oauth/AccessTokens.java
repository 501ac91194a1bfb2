package io.aios.security.infrastructure.oauth;

import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Makes access tokens of RFC 9068: typed, for one audience, naming the client. Tokens for the
 * suite's interface are for the gateway alone; those with internal scopes for this service alone.
 */
final class AccessTokens implements OAuth2TokenCustomizer<JwtEncodingContext> {
  private static final String INTERNAL = "internal:";

  private final String gateway;
  private final String self;

  AccessTokens(String gateway, String self) {
    this.gateway = gateway;
    this.self = self;
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return;
    }
    context.getJwsHeader().type("at+jwt");
    context
        .getClaims()
        .audience(List.of(isInternal(context.getAuthorizedScopes()) ? self : gateway))
        .claim("client_id", context.getRegisteredClient().getClientId());
  }

  private static boolean isInternal(Set<String> scopes) {
    return !scopes.isEmpty() && scopes.stream().allMatch(scope -> scope.startsWith(INTERNAL));
  }
}
