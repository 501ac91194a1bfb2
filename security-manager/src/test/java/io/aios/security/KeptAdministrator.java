package io.aios.security;

import java.sql.Array;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leaves the administrator as it was, for tests that try to take it away: where a control fails,
 * only its own test shall.
 */
final class KeptAdministrator implements BeforeEachCallback, AfterEachCallback {
  private record Before(String hash, OffsetDateTime since, Array permissions) {}

  private Before before;

  private static JdbcClient jdbc() {
    return Server.running().bean(JdbcClient.class);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    before =
        jdbc()
            .sql(
                """
                SELECT a.password_hash, a.password_changed_at, r.permissions
                FROM account a, role r WHERE a.name = 'admin' AND r.name = 'administrator'
                """)
            .query(
                (row, n) ->
                    new Before(
                        row.getString(1), row.getObject(2, OffsetDateTime.class), row.getArray(3)))
            .single();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    jdbc()
        .sql(
            """
            UPDATE account SET enabled = true, password_hash = ?, password_changed_at = ?
            WHERE name = 'admin'
            """)
        .params(before.hash(), before.since())
        .update();
    jdbc()
        .sql("UPDATE role SET permissions = ? WHERE name = 'administrator'")
        .param(before.permissions())
        .update();
    jdbc()
        .sql("INSERT INTO account_role VALUES ('admin', 'administrator') ON CONFLICT DO NOTHING")
        .update();
  }
}
