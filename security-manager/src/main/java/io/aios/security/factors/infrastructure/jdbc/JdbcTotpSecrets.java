package io.aios.security.factors.infrastructure.jdbc;

import io.aios.platform.secrets.FormerKey;
import io.aios.platform.secrets.FormerRows;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.Secrets;
import io.aios.security.factors.usecase.TotpSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Secrets are sealed to their owner's row. */
@Repository
class JdbcTotpSecrets implements TotpSecrets {
  private final JdbcClient jdbc;
  private final Seal seal;

  JdbcTotpSecrets(JdbcClient jdbc, Secrets secrets, FormerKey former) {
    this.jdbc = jdbc;
    var column = new FormerRows.Column("totp", "sealed", List.of("account"));
    this.seal =
        secrets.seal("totp", new FormerRows(jdbc, former, column, JdbcTotpSecrets::formerly));
  }

  @Override
  public Optional<Secret> find(String user) {
    return jdbc.sql("SELECT sealed, confirmed FROM totp WHERE account = ?")
        .param(user)
        .query(
            (row, n) ->
                new Secret(opened(user, row.getBytes("sealed")), row.getBoolean("confirmed")))
        .optional();
  }

  @Override
  public void begin(String user, String key) {
    jdbc.sql(
            """
            INSERT INTO totp (account, sealed, confirmed, last_step) VALUES (?, ?, false, 0)
            ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, last_step = 0
            WHERE NOT totp.confirmed
            """)
        .params(user, sealed(user, key))
        .update();
  }

  @Override
  public void confirm(String user, List<String> recoveryHashes) {
    jdbc.sql("UPDATE totp SET confirmed = true WHERE account = ?").param(user).update();
    jdbc.sql("DELETE FROM recovery_code WHERE account = ?").param(user).update();
    recoveryHashes.forEach(
        hash ->
            jdbc.sql("INSERT INTO recovery_code (account, hash) VALUES (?, ?)")
                .params(user, hash)
                .update());
  }

  @Override
  public boolean spend(String user, long step) {
    return jdbc.sql("UPDATE totp SET last_step = ? WHERE account = ? AND last_step < ?")
            .params(step, user, step)
            .update()
        == 1;
  }

  @Override
  public boolean spendRecovery(String user, String hash) {
    return jdbc.sql("DELETE FROM recovery_code WHERE account = ? AND hash = ?")
            .params(user, hash)
            .update()
        == 1;
  }

  @Override
  public boolean remove(String user) {
    jdbc.sql("DELETE FROM recovery_code WHERE account = ?").param(user).update();
    return jdbc.sql("DELETE FROM totp WHERE account = ?").param(user).update() == 1;
  }

  private byte[] sealed(String user, String key) {
    return seal.seal(key.getBytes(StandardCharsets.UTF_8), user);
  }

  private String opened(String user, byte[] sealed) {
    return new String(seal.open(sealed, user), StandardCharsets.UTF_8);
  }

  /** The owner's name stood behind the secret. */
  private static Optional<byte[]> formerly(byte[] opened, List<String> key) {
    String[] plain = new String(opened, StandardCharsets.UTF_8).split(" ", 2);
    return plain.length == 2 && plain[1].equals(key.getFirst())
        ? Optional.of(plain[0].getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
