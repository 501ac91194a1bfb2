package io.aios.platform.events;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the ids of handled events in a table. */
final class JdbcInbox implements Inbox {
  private final JdbcTemplate jdbc;
  private final InstantSource clock;
  private final Duration retention;

  JdbcInbox(JdbcTemplate jdbc, InstantSource clock, Duration retention) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.retention = retention;
  }

  @Override
  public boolean firstTime(UUID eventId) {
    Transactions.require("An event is noted as handled");
    return jdbc.update(
            "insert into inbox (event_id) values (?) on conflict (event_id) do nothing", eventId)
        == 1;
  }

  /** Forgets events that Kafka no longer has either. */
  void forgetOld() {
    Instant before = clock.instant().minus(retention);
    jdbc.update("delete from inbox where received_at < ?", Timestamp.from(before));
  }
}
