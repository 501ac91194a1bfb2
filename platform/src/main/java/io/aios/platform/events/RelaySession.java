package io.aios.platform.events;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection that holds the relay lock of its schema and does all of the relay's reading and
 * deleting, so that a relay that lost the lock cannot work on.
 */
final class RelaySession implements AutoCloseable {
  private static final String LOCK_KEY =
      "hashtextextended('io.aios.outbox.' || current_schema(), 0)";

  private final Connection connection;
  private final JdbcTemplate jdbc;

  private RelaySession(Connection connection) {
    this.connection = connection;
    this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
  }

  /** Empty when another relay holds the lock. */
  static Optional<RelaySession> tryOpen(DataSource database) throws SQLException {
    RelaySession session = new RelaySession(database.getConnection());
    boolean locked = false;
    try {
      locked = session.ask("select pg_try_advisory_lock(" + LOCK_KEY + ")");
      return locked ? Optional.of(session) : Optional.empty();
    } finally {
      if (!locked) {
        session.connection.close();
      }
    }
  }

  List<StoredEvent> next(int limit) {
    return jdbc.query(
        "select position, id, topic, key, type, time, data, traceparent from outbox"
            + " order by position limit ?",
        (row, number) -> event(row),
        limit);
  }

  void delete(List<Long> positions) {
    jdbc.update(
        "delete from outbox where position = any (?)", (Object) positions.toArray(Long[]::new));
  }

  void park(long position, String reason) {
    jdbc.update(
        "with parked as (delete from outbox where position = ? returning *)"
            + " insert into outbox_parked select parked.*, ? from parked",
        position,
        reason);
  }

  Backlog backlog() {
    Backlog backlog =
        jdbc.queryForObject(
            "select count(*), min(appended_at) from outbox",
            (row, number) -> new Backlog(row.getLong(1), instant(row, 2)));
    return backlog == null ? new Backlog(0, null) : backlog;
  }

  /** Gives the lock and the connection back. */
  @Override
  public void close() {
    try (connection) {
      ask("select pg_advisory_unlock(" + LOCK_KEY + ")");
    } catch (SQLException | RuntimeException gone) {
      // The connection is broken, and the lock went with it.
    }
  }

  private boolean ask(String sql) {
    return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class));
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        row.getObject(2, UUID.class),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getTimestamp(6).toInstant(),
        row.getString(7),
        row.getString(8));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    java.sql.Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  /**
   * @param oldest when the event that waits longest was appended
   */
  record Backlog(long events, @Nullable Instant oldest) {}
}
