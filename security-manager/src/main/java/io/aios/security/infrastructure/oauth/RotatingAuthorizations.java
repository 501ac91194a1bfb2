package io.aios.security.infrastructure.oauth;

import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.revocation.usecase.Quarantines;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Authorizations whose refresh tokens work once. A spent one that shows up again ends the whole
 * authorization, since its owner and a thief cannot be told apart (RFC 9700 section 4.14.2). What
 * the framework marks as invalid, on revocation (RFC 7009) or when a code is used twice, is revoked
 * at every gateway.
 */
final class RotatingAuthorizations implements OAuth2AuthorizationService {
  private static final Logger log = LoggerFactory.getLogger(RotatingAuthorizations.class);

  private final OAuth2AuthorizationService store;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final EndSessions end;
  private final Rules rules;
  private final RandomSecretEncoder hashes = new RandomSecretEncoder();

  /** What a session is subject to beside rotation. */
  record Rules(Quarantines quarantines, SessionLife life, SessionRecords records) {}

  RotatingAuthorizations(
      OAuth2AuthorizationService store,
      JdbcClient jdbc,
      TransactionOperations transactions,
      EndSessions end,
      Rules rules) {
    this.store = store;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.end = end;
    this.rules = rules;
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
    OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
    boolean refreshes = refresh != null && !refresh.isInvalidated();
    if (access != null && access.isInvalidated() && !refreshes) {
      end.end(authorization.getId());
    } else if (access != null && access.isInvalidated()) {
      transactions.executeWithoutResult(
          status -> {
            store.save(authorization);
            end.revokeToken(tokenId(access));
          });
    } else {
      requireFree(authorization.getPrincipalName());
      rotate(authorization);
    }
  }

  /** No code, and no token by any grant, is given to a principal in quarantine. */
  private void requireFree(String principal) {
    if (rules.quarantines().holds(principal)) {
      throw new OAuth2AuthenticationException(
          new OAuth2Error(
              OAuth2ErrorCodes.ACCESS_DENIED,
              "This principal is in quarantine until an administrator releases it",
              null));
    }
  }

  private static @Nullable String tokenId(OAuth2Authorization.Token<OAuth2AccessToken> access) {
    Map<String, Object> claims = access.getClaims();
    return claims != null && claims.get("jti") instanceof String id ? id : null;
  }

  private void rotate(OAuth2Authorization authorization) {
    try {
      transactions.executeWithoutResult(
          status -> {
            OAuth2Authorization before = store.findById(authorization.getId());
            spend(before, authorization);
            store.save(authorization);
            rules.records().saved(before, authorization);
          });
    } catch (DuplicateKeyException e) {
      endFamily(authorization.getId());
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  /** Of two requests with the same token, the second one violates the primary key. */
  private void spend(@Nullable OAuth2Authorization before, OAuth2Authorization authorization) {
    String next = valueOf(authorization.getRefreshToken());
    String spent = before == null ? null : valueOf(before.getRefreshToken());
    if (next != null && spent != null && !spent.equals(next)) {
      jdbc.sql("INSERT INTO spent_refresh_token (hash, authorization_id) VALUES (?, ?)")
          .params(hashes.encode(spent), authorization.getId())
          .update();
    }
  }

  private static @Nullable String valueOf(
      OAuth2Authorization.@Nullable Token<OAuth2RefreshToken> token) {
    return token == null ? null : token.getToken().getTokenValue();
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    if (authorization.getAccessToken() == null) {
      store.remove(authorization);
    } else {
      end.end(authorization.getId());
    }
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return store.findById(id);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    OAuth2Authorization found = store.findByToken(token, type);
    if (type == null || !OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
      return found;
    }
    if (found != null && rules.life().isOver(found)) {
      log.info("Session {} of {} is over", found.getId(), found.getPrincipalName());
      end.end(found.getId());
      return null;
    }
    if (found == null) {
      jdbc.sql("SELECT authorization_id FROM spent_refresh_token WHERE hash = ?")
          .param(hashes.encode(token))
          .query(String.class)
          .optional()
          .ifPresent(this::endFamily);
    }
    return found;
  }

  private void endFamily(String id) {
    log.warn("A spent refresh token was used again; authorization {} is ended", id);
    end.end(id);
  }
}
