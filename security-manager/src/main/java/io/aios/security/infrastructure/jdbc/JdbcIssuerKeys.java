package io.aios.security.infrastructure.jdbc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.aios.security.domain.KeyPeriod;
import io.aios.security.domain.KeyRing;
import io.aios.security.usecase.IssuerKeyStore;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The issuer's RSA keys in Postgres, encrypted. A key's {@code nbf} member says when it begins to
 * sign, so that a key set alone tells which key is the signer.
 */
public final class JdbcIssuerKeys implements IssuerKeyStore {
  private static final long LOCK = 0x6973_7375_6572L;
  private static final int BITS = 2048;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final BytesEncryptor encryptor;

  public JdbcIssuerKeys(
      JdbcClient jdbc, TransactionOperations transactions, BytesEncryptor encryptor) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.encryptor = encryptor;
  }

  @Override
  public void exclusively(Runnable change) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
          change.run();
        });
  }

  @Override
  public KeyRing ring() {
    return new KeyRing(
        jdbc.sql("SELECT kid, signs_from FROM issuer_key")
            .query(
                (row, n) ->
                    new KeyPeriod(
                        row.getString("kid"),
                        row.getObject("signs_from", OffsetDateTime.class).toInstant()))
            .list());
  }

  @Override
  public void create(Instant signsFrom) {
    try {
      RSAKey key =
          new RSAKeyGenerator(BITS)
              .keyIDFromThumbprint(true)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .notBeforeTime(Date.from(signsFrom))
              .generate();
      byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      jdbc.sql("INSERT INTO issuer_key (kid, signs_from, encrypted) VALUES (?, ?, ?)")
          .params(key.getKeyID(), signsFrom.atOffset(ZoneOffset.UTC), encryptor.encrypt(json))
          .update();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JVM cannot make RSA keys", e);
    }
  }

  @Override
  public void remove(String kid) {
    jdbc.sql("DELETE FROM issuer_key WHERE kid = ?").param(kid).update();
  }

  /** The keys with their private halves. */
  public JWKSet load() {
    List<JWK> keys =
        jdbc.sql("SELECT kid, encrypted FROM issuer_key ORDER BY signs_from")
            .query((row, n) -> decrypt(row.getString("kid"), row.getBytes("encrypted")))
            .list();
    return new JWKSet(keys);
  }

  private JWK decrypt(String kid, byte[] encrypted) {
    try {
      JWK key = JWK.parse(new String(encryptor.decrypt(encrypted), StandardCharsets.UTF_8));
      if (!kid.equals(key.getKeyID())) {
        throw new IllegalStateException("Signing key " + kid + " holds another key");
      }
      return key;
    } catch (ParseException e) {
      throw new IllegalStateException("Signing key " + kid + " cannot be read", e);
    }
  }
}
