package io.aios.security.infrastructure.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.Secrets;
import io.aios.security.Server;
import io.aios.security.domain.KeyPeriod;
import io.aios.security.domain.KeyRing;
import io.aios.security.domain.RotationPolicy;
import io.aios.security.infrastructure.jdbc.JdbcIssuerKeys;
import io.aios.security.usecase.IssuerKeyStore;
import io.aios.security.usecase.RotateIssuerKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class KeyRotationIT {
  private static final String SCOPE = "internal:signing-keys";
  private final Server server = Server.running();
  private final JdbcIssuerKeys keys = server.bean(JdbcIssuerKeys.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);

  @Test
  void signsWithTheNewKeyAndKeepsTheOldOneKnown() throws Exception {
    SignedJWT before = token();

    keys.generate().store(Instant.now().plusSeconds(3_600));
    reload();
    assertThat(token().getHeader().getKeyID()).isEqualTo(before.getHeader().getKeyID());
    assertThat(published().size()).isEqualTo(keys.ring().keys().size());

    KeyPeriod announced = keys.ring().keys().getLast();
    keys.remove(announced.kid());
    keys.generate().store(Instant.now());
    reload();
    SignedJWT after = token();

    assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
    for (SignedJWT token : List.of(before, after)) {
      JWK key = published().getKeyByKeyId(token.getHeader().getKeyID());
      assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
      assertThat(registerNothing(token).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void signsWithKeysOf128BitsOfSecurity() throws Exception {
    JWK key = published().getKeyByKeyId(token().getHeader().getKeyID());

    assertThat(key.size()).isEqualTo(3072);
  }

  /** One that was made before keys were longer signs on until its time is over. */
  @Test
  void signsWithAShorterKeyFromBeforeUntilItIsReplaced() throws Exception {
    RSAKey old =
        new RSAKeyGenerator(2048)
            .keyIDFromThumbprint(true)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .notBeforeTime(Date.from(Instant.now()))
            .generate();
    Seal seal = server.bean(Secrets.class).seal("issuer-key", present -> {});
    jdbc.sql("INSERT INTO issuer_key (kid, signs_from, encrypted) VALUES (?, now(), ?)")
        .params(old.getKeyID(), seal.seal(old.toJSONString().getBytes(UTF_8), old.getKeyID()))
        .update();
    try {
      reload();
      assertThat(token().getHeader().getKeyID()).isEqualTo(old.getKeyID());
      assertThat(registerNothing(token()).statusCode()).isEqualTo(400);
    } finally {
      keys.remove(old.getKeyID());
      reload();
    }
  }

  @Test
  void forgetsExpiredAuthorizations() throws Exception {
    token();
    jdbc.sql("UPDATE oauth2_authorization SET access_token_expires_at = now() - interval '1 hour'")
        .update();
    token();

    server.bean(Upkeep.class).forgetExpired();

    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM oauth2_authorization WHERE access_token_expires_at < now()")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(jdbc.sql("SELECT count(*) FROM oauth2_authorization").query(Long.class).single())
        .isPositive();
  }

  @Test
  void storesNoPrivateKeyInTheClear() {
    List<byte[]> stored =
        jdbc.sql("SELECT encrypted FROM issuer_key")
            .query((row, n) -> row.getBytes("encrypted"))
            .list();

    assertThat(stored).isNotEmpty();
    assertThat(stored)
        .allSatisfy(
            bytes ->
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("\"kty\""));
  }

  @Test
  void replacesKeysOnScheduleAcrossReplicas() {
    var policy =
        new RotationPolicy(Duration.ofDays(30), Duration.ofMinutes(15), Duration.ofHours(1));
    Instant late =
        keys.ring().keys().getLast().signsFrom().plus(Duration.ofDays(30)).minusSeconds(60);

    rotateAt(late, policy);
    rotateAt(late, policy);

    List<KeyPeriod> announced =
        keys.ring().keys().stream().filter(key -> key.signsFrom().isAfter(late)).toList();
    assertThat(announced)
        .singleElement()
        .extracting(KeyPeriod::signsFrom)
        .isEqualTo(late.plus(Duration.ofMinutes(15)));
    keys.remove(announced.getFirst().kid());
  }

  /** A transaction that waits for primes would be ended by the database, and with it the start. */
  @Test
  void makesKeysOutsideOfTransactions() {
    Instant late = keys.ring().keys().getLast().signsFrom().plus(Duration.ofDays(30));
    var made = new AtomicInteger();
    IssuerKeyStore watched =
        new IssuerKeyStore() {
          @Override
          public void exclusively(Runnable change) {
            keys.exclusively(change);
          }

          @Override
          public KeyRing ring() {
            return keys.ring();
          }

          @Override
          public NewKey generate() {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
            made.incrementAndGet();
            return keys.generate();
          }

          @Override
          public void remove(String kid) {}
        };
    var policy =
        new RotationPolicy(Duration.ofDays(30), Duration.ofMinutes(15), Duration.ofHours(1));

    new RotateIssuerKeys(watched, policy, Clock.fixed(late, ZoneOffset.UTC)).rotate();

    assertThat(made).hasValue(1);
    keys.remove(keys.ring().keys().getLast().kid());
  }

  private void rotateAt(Instant now, RotationPolicy policy) {
    new RotateIssuerKeys(keys, policy, Clock.fixed(now, ZoneOffset.UTC)).rotate();
  }

  private void reload() {
    server.bean(Upkeep.class).rotateKeys();
  }

  private SignedJWT token() throws Exception {
    return SignedJWT.parse(server.clientToken("gateway", Server.GATEWAY_SECRET, SCOPE));
  }

  private JWKSet published() throws Exception {
    return JWKSet.parse(server.new Browser().get("/oauth2/jwks").body());
  }

  /** Past the filter chain, and refused only for what is in the body. */
  private java.net.http.HttpResponse<String> registerNothing(SignedJWT token) throws Exception {
    return server.new Browser()
        .send(
            "POST",
            "/internal/signing-keys",
            "{}",
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token.serialize());
  }
}
