package io.aios.security.infrastructure.oauth;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Authorizations whose tokens and codes are sealed in the store: who reads the database can use
 * none of them. The state of a consent is not, since it is worth nothing without its user's
 * session.
 */
final class SealedAuthorizations implements OAuth2AuthorizationService {
  private final OAuth2AuthorizationService store;
  private final TokenSeal seal;

  SealedAuthorizations(OAuth2AuthorizationService store, TokenSeal seal) {
    this.store = store;
    this.seal = seal;
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    store.save(withTokens(authorization, seal::seal));
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    store.remove(authorization);
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return opened(store.findById(id));
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    boolean sealed = type == null || !OAuth2ParameterNames.STATE.equals(type.getValue());
    return opened(store.findByToken(sealed ? seal.seal(token) : token, type));
  }

  private @Nullable OAuth2Authorization opened(@Nullable OAuth2Authorization found) {
    return found == null ? null : withTokens(found, seal::open);
  }

  private static OAuth2Authorization withTokens(
      OAuth2Authorization authorization, UnaryOperator<String> change) {
    OAuth2Authorization.Builder changed = OAuth2Authorization.from(authorization);
    Tokens tokens = new Tokens(authorization, changed, change);
    tokens.replace(
        OAuth2AuthorizationCode.class,
        (code, value) -> new OAuth2AuthorizationCode(value, issued(code), expires(code)));
    tokens.replace(
        OAuth2AccessToken.class,
        (token, value) ->
            new OAuth2AccessToken(
                token.getTokenType(),
                value,
                token.getIssuedAt(),
                token.getExpiresAt(),
                token.getScopes()));
    tokens.replace(
        OidcIdToken.class,
        (token, value) ->
            new OidcIdToken(value, token.getIssuedAt(), token.getExpiresAt(), token.getClaims()));
    tokens.replace(
        OAuth2RefreshToken.class,
        (token, value) -> new OAuth2RefreshToken(value, token.getIssuedAt(), token.getExpiresAt()));
    tokens.replace(
        OAuth2UserCode.class,
        (code, value) -> new OAuth2UserCode(value, issued(code), expires(code)));
    tokens.replace(
        OAuth2DeviceCode.class,
        (code, value) -> new OAuth2DeviceCode(value, issued(code), expires(code)));
    return changed.build();
  }

  private static Instant issued(OAuth2Token code) {
    return Objects.requireNonNull(code.getIssuedAt());
  }

  private static Instant expires(OAuth2Token code) {
    return Objects.requireNonNull(code.getExpiresAt());
  }

  private record Tokens(
      OAuth2Authorization from, OAuth2Authorization.Builder to, UnaryOperator<String> change) {
    <T extends OAuth2Token> void replace(Class<T> type, BiFunction<T, String, T> with) {
      OAuth2Authorization.Token<T> token = from.getToken(type);
      if (token != null) {
        Map<String, Object> metadata = token.getMetadata();
        T replaced = with.apply(token.getToken(), change.apply(token.getToken().getTokenValue()));
        to.token(replaced, all -> all.putAll(metadata));
      }
    }
  }
}
