package io.aios.security.infrastructure.jdbc;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Public keys of services, each until it expires. */
@Repository
public class JdbcServiceKeys {
  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcServiceKeys(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public void register(String service, ECKey publicKey, Duration lifetime) {
    jdbc.sql("DELETE FROM service_key WHERE expires_at < ?").param(now()).update();
    jdbc.sql(
            """
            INSERT INTO service_key (service, kid, jwk, expires_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (service, kid) DO UPDATE SET jwk = excluded.jwk,
              expires_at = excluded.expires_at
            """)
        .params(
            service,
            publicKey.getKeyID(),
            publicKey.toPublicJWK().toJSONString(),
            now().plus(lifetime))
        .update();
  }

  public JWKSet of(String service) {
    return new JWKSet(
        jdbc.sql("SELECT jwk FROM service_key WHERE service = ? AND expires_at > ?")
            .params(service, now())
            .query((row, n) -> parse(row.getString("jwk")))
            .list());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  private static JWK parse(String json) {
    try {
      return JWK.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("A stored service key cannot be read", e);
    }
  }
}
