package io.aios.security.factors.infrastructure.jdbc;

import io.aios.security.factors.usecase.Passkeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The framework writes these tables. */
@Repository
class JdbcPasskeys implements Passkeys {
  private final JdbcClient jdbc;

  JdbcPasskeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean has(String user) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM user_credentials c
              JOIN user_entities e ON e.id = c.user_entity_user_id WHERE e.name = ?)
            """)
        .param(user)
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean removeAll(String user) {
    return jdbc.sql(
                """
                DELETE FROM user_credentials WHERE user_entity_user_id IN
                  (SELECT id FROM user_entities WHERE name = ?)
                """)
            .param(user)
            .update()
        > 0;
  }
}
