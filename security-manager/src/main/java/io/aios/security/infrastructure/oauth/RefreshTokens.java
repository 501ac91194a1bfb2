package io.aios.security.infrastructure.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for public clients too, which the framework's generator gives none. None outlives
 * its session.
 */
final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {
  private static final int BYTES = 48;

  private final StringKeyGenerator random =
      new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);
  private final SessionLife life;
  private final Clock clock;

  RefreshTokens(SessionLife life, Clock clock) {
    this.life = life;
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
    if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
      return null;
    }
    Instant now = clock.instant();
    Instant ends =
        now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive());
    OAuth2Authorization session = context.getAuthorization();
    Instant last = session == null ? ends : life.end(session).orElse(ends);
    return new OAuth2RefreshToken(random.generateKey(), now, ends.isBefore(last) ? ends : last);
  }
}
