package io.aios.security.threats.infrastructure.jdbc;

import io.aios.security.threats.usecase.WatchProgress;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcWatchProgress implements WatchProgress {
  private final JdbcClient jdbc;

  JdbcWatchProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public OptionalLong next() {
    return jdbc.sql("SELECT next_index FROM alert_progress")
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public void keep(long next) {
    jdbc.sql(
            "INSERT INTO alert_progress (next_index) VALUES (?)"
                + " ON CONFLICT (single) DO UPDATE SET next_index = excluded.next_index")
        .param(next)
        .update();
  }
}
