package io.aios.security.infrastructure.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/**
 * How long a session may go on by refreshing, counted from the code that its login gave out: each
 * refresh token brings the next one, and would otherwise keep a login for ever.
 */
final class SessionLife {
  private final Duration life;
  private final Clock clock;

  SessionLife(Duration life, Clock clock) {
    this.life = life;
    this.clock = clock;
  }

  /** Empty for a session that no code began, which cannot be refreshed. */
  Optional<Instant> end(OAuth2Authorization session) {
    return Optional.ofNullable(issued(session, OAuth2AuthorizationCode.class))
        .or(() -> Optional.ofNullable(issued(session, OAuth2DeviceCode.class)))
        .map(began -> began.plus(life));
  }

  private static @Nullable Instant issued(
      OAuth2Authorization session, Class<? extends OAuth2Token> type) {
    OAuth2Authorization.Token<?> code = session.getToken(type);
    return code == null ? null : code.getToken().getIssuedAt();
  }

  boolean isOver(OAuth2Authorization session) {
    return end(session).filter(end -> !end.isAfter(clock.instant())).isPresent();
  }
}
