package io.aios.security.infrastructure.jdbc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.aios.platform.secrets.FormerKey;
import io.aios.platform.secrets.FormerRows;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.Secrets;
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
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The issuer's RSA keys in Postgres, encrypted. A key's {@code nbf} member says when it begins to
 * sign, so that a key set alone tells which key is the signer.
 */
public final class JdbcIssuerKeys implements IssuerKeyStore {
  private static final long LOCK = 0x6973_7375_6572L;

  /** 128 bits of security (NIST SP 800-57 part 1, table 2); 2048 would be 112. */
  private static final int BITS = 3072;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Seal seal;

  public JdbcIssuerKeys(
      JdbcClient jdbc, TransactionOperations transactions, Secrets secrets, FormerKey former) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    var column = new FormerRows.Column("issuer_key", "encrypted", List.of("kid"));
    this.seal =
        secrets.seal(
            "issuer-key", new FormerRows(jdbc, former, column, (key, kid) -> Optional.of(key)));
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
  public NewKey generate() {
    try {
      RSAKey key =
          new RSAKeyGenerator(BITS)
              .keyIDFromThumbprint(true)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .generate();
      return signsFrom -> store(key, signsFrom);
    } catch (JOSEException e) {
      throw new IllegalStateException("This JVM cannot make RSA keys", e);
    }
  }

  private void store(RSAKey made, Instant signsFrom) {
    RSAKey key = new RSAKey.Builder(made).notBeforeTime(Date.from(signsFrom)).build();
    byte[] json = key.toJSONString().getBytes(StandardCharsets.UTF_8);
    jdbc.sql("INSERT INTO issuer_key (kid, signs_from, encrypted) VALUES (?, ?, ?)")
        .params(key.getKeyID(), signsFrom.atOffset(ZoneOffset.UTC), seal.seal(json, key.getKeyID()))
        .update();
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
      return JWK.parse(new String(seal.open(encrypted, kid), StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("Signing key " + kid + " cannot be read", e);
    }
  }
}
