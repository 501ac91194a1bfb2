package io.aios.security.revocation.infrastructure.jdbc;

import io.aios.security.revocation.usecase.Quarantines;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcQuarantines implements Quarantines {
  private final JdbcClient jdbc;

  JdbcQuarantines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Held held) {
    return jdbc.sql(
                "INSERT INTO quarantine (subject, reason, at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (subject) DO NOTHING")
            .params(held.subject(), held.reason(), held.at().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Override
  public boolean remove(String subject) {
    return jdbc.sql("DELETE FROM quarantine WHERE subject = ?").param(subject).update() == 1;
  }

  @Override
  public boolean holds(String subject) {
    return jdbc.sql("SELECT EXISTS (SELECT FROM quarantine WHERE subject = ?)")
        .param(subject)
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Held> list() {
    return jdbc.sql("SELECT * FROM quarantine ORDER BY at DESC LIMIT 1000")
        .query(
            (row, n) ->
                new Held(
                    row.getString("subject"),
                    row.getString("reason"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
