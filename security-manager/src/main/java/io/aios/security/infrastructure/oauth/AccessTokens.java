package io.aios.security.infrastructure.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.aios.security.domain.ResourceIndicators;
import io.aios.security.users.usecase.Users;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Makes access tokens of RFC 9068: typed, for one audience, naming the client. The audience is the
 * resource that was asked for (RFC 8707), else the whole gateway; tokens with internal scopes are
 * for this service alone.
 */
final class AccessTokens implements OAuth2TokenCustomizer<JwtEncodingContext> {
  static final String TYPE = "at+jwt";
  static final String RESOURCE = "resource";
  static final String INVALID_TARGET = "invalid_target";
  private static final String INTERNAL = "internal:";

  private final ResourceIndicators resources;
  private final UserClaims user;
  private final String self;

  AccessTokens(ResourceIndicators resources, Users users, String self) {
    this.resources = resources;
    this.user = new UserClaims(users);
    this.self = self;
  }

  @Override
  public void customize(JwtEncodingContext context) {
    if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return;
    }
    context.getJwsHeader().type(TYPE);
    // Stored with its class name, and only ordinary lists may be read back.
    List<String> audience = new ArrayList<>();
    audience.add(isInternal(context.getAuthorizedScopes()) ? self : resource(context));
    context
        .getClaims()
        .audience(audience)
        .claim("client_id", context.getRegisteredClient().getClientId());
    OAuth2Authorization session = context.getAuthorization();
    if (session != null) {
      context.getClaims().claim("sid", session.getId());
    }
    bind(context);
    Authentication present = context.getPrincipal();
    if (context.getAuthorizationGrant()
        instanceof OAuth2TokenExchangeAuthenticationToken exchange) {
      Set<String> scopes = new ExchangedToken(exchange, resources).limit(context);
      user.describe(ExchangedToken.subject(present), scopes, context.getClaims());
    } else if (present != null
        && !AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
      user.describe(present, context.getAuthorizedScopes(), context.getClaims());
    }
  }

  /** To the key of whoever sent a proof of it along (RFC 9449 section 5). */
  private static void bind(JwtEncodingContext context) {
    Jwt proof = context.get(OAuth2TokenContext.DPOP_PROOF_KEY);
    if (proof == null) {
      return;
    }
    try {
      @SuppressWarnings("unchecked")
      var members = (Map<String, Object>) Objects.requireNonNull(proof.getHeaders().get("jwk"));
      Map<String, Object> confirmation = new HashMap<>();
      confirmation.put("jkt", JWK.parse(members).computeThumbprint().toString());
      context.getClaims().claim("cnf", confirmation);
    } catch (ParseException | JOSEException e) {
      throw new OAuth2AuthenticationException(new OAuth2Error("invalid_dpop_proof"), e);
    }
  }

  private static boolean isInternal(Set<String> scopes) {
    return !scopes.isEmpty() && scopes.stream().allMatch(scope -> scope.startsWith(INTERNAL));
  }

  /** What the user agreed to is the most that a token request may ask for. */
  private String resource(JwtEncodingContext context) {
    Optional<String> agreed = agreed(context.getAuthorization());
    Authentication grant = context.getAuthorizationGrant();
    Optional<String> asked =
        grant instanceof OAuth2AuthorizationGrantAuthenticationToken request
            ? resource(request.getAdditionalParameters())
            : Optional.empty();
    if (agreed.isPresent() && asked.isPresent() && !agreed.equals(asked)) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(INVALID_TARGET, "The authorization is for " + agreed.get(), null));
    }
    return asked.or(() -> agreed).orElse(resources.gateway());
  }

  private Optional<String> agreed(@Nullable OAuth2Authorization authorization) {
    OAuth2AuthorizationRequest request =
        authorization == null
            ? null
            : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
    return request == null ? Optional.empty() : resource(request.getAdditionalParameters());
  }

  /**
   * @throws OAuth2AuthenticationException when it is unknown, or not one
   */
  private Optional<String> resource(Map<String, Object> parameters) {
    return switch (parameters.get(RESOURCE)) {
      case null -> Optional.empty();
      case String known when resources.isKnown(known) -> Optional.of(resources.canonical(known));
      case Object other -> throw new OAuth2AuthenticationException(invalidTarget(other, resources));
    };
  }

  static OAuth2Error invalidTarget(Object resource, ResourceIndicators resources) {
    return new OAuth2Error(
        INVALID_TARGET,
        resource instanceof String
            ? "The resource must be " + resources.gateway() + ", /mcp or /mcp/<server> of it"
            : "There may be one resource only",
        null);
  }
}
