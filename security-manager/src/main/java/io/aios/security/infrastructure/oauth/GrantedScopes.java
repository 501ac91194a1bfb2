package io.aios.security.infrastructure.oauth;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;

/**
 * Token responses that name the scopes which the token holds (RFC 6749 section 5.1): a user's roles
 * may permit less than was authorized once.
 */
final class GrantedScopes {
  private GrantedScopes() {}

  static OAuth2AccessTokenResponseAuthenticationSuccessHandler handler() {
    var handler = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    handler.setAccessTokenResponseCustomizer(GrantedScopes::name);
    return handler;
  }

  private static void name(OAuth2AccessTokenAuthenticationContext context) {
    OAuth2AccessTokenAuthenticationToken answer = context.getAuthentication();
    context.getAccessTokenResponse().scopes(scopes(answer.getAccessToken().getTokenValue()));
  }

  private static Set<String> scopes(String token) {
    try {
      return new LinkedHashSet<>(
          JWTParser.parse(token).getJWTClaimsSet().getStringListClaim("scope"));
    } catch (ParseException e) {
      throw new IllegalStateException("This service issued a token that is no JWT", e);
    }
  }
}
