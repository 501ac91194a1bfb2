package io.aios.security.infrastructure.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.aios.security.domain.ResourceIndicators;
import io.aios.security.users.domain.Permission;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeCompositeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/**
 * A token that a client gets in exchange for a user's (RFC 8693). It permits no more than that one,
 * for no other audience and no longer, and says who acts. The framework compares the scopes with
 * the client's only.
 */
final class ExchangedToken {
  private final OAuth2TokenExchangeAuthenticationToken exchange;
  private final ResourceIndicators resources;
  private final JWTClaimsSet given;

  ExchangedToken(OAuth2TokenExchangeAuthenticationToken exchange, ResourceIndicators resources) {
    this.exchange = exchange;
    this.resources = resources;
    this.given = claims(exchange.getSubjectToken());
  }

  /** The user's login, whoever acts for them. */
  static Authentication subject(@Nullable Authentication present) {
    if (present instanceof OAuth2TokenExchangeCompositeAuthenticationToken composite) {
      return composite.getSubject();
    }
    if (present == null) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
    return present;
  }

  /**
   * @return the scopes that are left
   * @throws OAuth2AuthenticationException {@code invalid_scope}, {@code invalid_target}, {@code
   *     invalid_request} or {@code invalid_grant}
   */
  Set<String> limit(JwtEncodingContext context) {
    if (exchange.getActorToken() != null) {
      throw refusal(OAuth2ErrorCodes.INVALID_REQUEST, "The client is the actor; name no other");
    }
    if (given.getClaim("cnf") != null) {
      throw refusal(OAuth2ErrorCodes.INVALID_GRANT, "A token that is bound to a key stays with it");
    }
    List<String> audience = new ArrayList<>();
    audience.add(audience());
    context
        .getClaims()
        .audience(audience)
        .claim("act", actor(context.getRegisteredClient().getClientId()))
        .claims(claims -> claims.compute("exp", (name, end) -> earlier(end)));
    return scopes(context.getAuthorizedScopes());
  }

  private Set<String> scopes(Set<String> wanted) {
    Set<String> had;
    try {
      had = new HashSet<>(given.getStringListClaim("scope"));
    } catch (ParseException e) {
      throw new IllegalStateException("This service issued a token without scopes", e);
    }
    Set<String> scopes = Permission.narrowed(wanted, had);
    scopes.removeIf(scope -> !Permission.covers(had, scope));
    if (scopes.isEmpty()) {
      throw refusal(OAuth2ErrorCodes.INVALID_SCOPE, "The subject token has none of the scopes");
    }
    return scopes;
  }

  private String audience() {
    String had = given.getAudience().getFirst();
    Set<String> wanted = new HashSet<>(exchange.getResources());
    wanted.addAll(exchange.getAudiences());
    if (wanted.isEmpty()) {
      return had;
    }
    String one = resources.canonical(wanted.iterator().next());
    boolean within = one.equals(had) || one.startsWith(had + "/");
    if (wanted.size() > 1 || !resources.isKnown(one) || !within) {
      throw refusal(AccessTokens.INVALID_TARGET, "The subject token is for " + had);
    }
    return one;
  }

  /** Whoever acted before is kept inside (RFC 8693 section 4.1). */
  private Map<String, Object> actor(String client) {
    Map<String, Object> actor = new HashMap<>();
    actor.put("sub", client);
    if (given.getClaim("act") instanceof Map<?, ?> before) {
      actor.put("act", new HashMap<>(before));
    }
    return actor;
  }

  private Instant earlier(@Nullable Object end) {
    Instant last = given.getExpirationTime().toInstant();
    return end instanceof Instant wanted && wanted.isBefore(last) ? wanted : last;
  }

  private static JWTClaimsSet claims(String token) {
    try {
      return JWTParser.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT), e);
    }
  }

  private static OAuth2AuthenticationException refusal(String code, String why) {
    return new OAuth2AuthenticationException(new OAuth2Error(code, why, null));
  }
}
