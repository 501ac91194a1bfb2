package io.aios.security.infrastructure.oauth;

import io.aios.security.domain.ResourceIndicators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
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
  private final String self;

  AccessTokens(ResourceIndicators resources, String self) {
    this.resources = resources;
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
