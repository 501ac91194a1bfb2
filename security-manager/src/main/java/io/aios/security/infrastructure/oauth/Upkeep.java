package io.aios.security.infrastructure.oauth;

import io.aios.security.keys.usecase.StoredKeys;
import io.aios.security.revocation.usecase.Revocations;
import io.aios.security.usecase.RotateIssuerKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What has to be done now and then: rotate keys, forget expired authorizations. */
@Component
class Upkeep {
  private static final Duration EXPIRED_KEYS_SHOWN = Duration.ofDays(30);

  private final RotateIssuerKeys rotate;
  private final IssuerKeySource keys;
  private final JdbcClient jdbc;
  private final Revocations revocations;
  private final StoredKeys apiKeys;
  private final Clock clock;

  Upkeep(
      RotateIssuerKeys rotate,
      IssuerKeySource keys,
      JdbcClient jdbc,
      Revocations revocations,
      StoredKeys apiKeys,
      Clock clock) {
    this.rotate = rotate;
    this.keys = keys;
    this.jdbc = jdbc;
    this.revocations = revocations;
    this.apiKeys = apiKeys;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
  void rotateKeys() {
    rotate.rotate();
    keys.reload();
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forgetExpired() {
    revocations.forget(clock.instant());
    apiKeys.forget(clock.instant().minus(EXPIRED_KEYS_SHOWN));
    jdbc.sql(
            """
            DELETE FROM oauth2_authorization
            WHERE greatest(authorization_code_expires_at, access_token_expires_at,
              refresh_token_expires_at, oidc_id_token_expires_at, device_code_expires_at) < ?
            """)
        .param(OffsetDateTime.now(clock).minusMinutes(5))
        .update();
  }

  /** Clients that registered themselves and hold no token: they register again when needed. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void forgetUnusedClients() {
    jdbc.sql(
            """
            DELETE FROM oauth2_registered_client c
            WHERE client_id LIKE 'dynamic-%' AND client_id_issued_at < ?
              AND NOT EXISTS (SELECT FROM oauth2_authorization WHERE registered_client_id = c.id)
            """)
        .param(OffsetDateTime.now(clock).minusDays(1))
        .update();
  }
}
