package io.aios.security.infrastructure.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.aios.security.revocation.usecase.EndSessions;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/**
 * Revokes access tokens that refreshing replaced: they are good until they expire, but the
 * framework stores the last one only and so would not find them.
 */
final class ReplacedTokens implements AuthenticationProvider {
  private final OAuth2AuthorizationService authorizations;
  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
  private final EndSessions end;

  ReplacedTokens(OAuth2AuthorizationService authorizations, IssuerKeySource keys, EndSessions end) {
    this.authorizations = authorizations;
    this.end = end;
    tokens.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(AccessTokens.TYPE)));
    tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
  }

  /** Null for all other tokens, which the framework revokes. */
  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    var request = (OAuth2TokenRevocationAuthenticationToken) authentication;
    if (!(request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client)
        || !client.isAuthenticated()
        || client.getRegisteredClient() == null
        || request.getToken().indexOf('.') < 0
        || authorizations.findByToken(request.getToken(), null) != null) {
      return null;
    }
    try {
      JWTClaimsSet token = tokens.process(request.getToken(), null);
      if (!client.getRegisteredClient().getClientId().equals(token.getClaim("client_id"))) {
        return null;
      }
      end.revokeToken(token.getJWTID());
      return new OAuth2TokenRevocationAuthenticationToken(
          request.getToken(), client, request.getTokenTypeHint());
    } catch (ParseException | BadJOSEException | JOSEException notOurs) {
      return null;
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return authentication == OAuth2TokenRevocationAuthenticationToken.class;
  }
}
