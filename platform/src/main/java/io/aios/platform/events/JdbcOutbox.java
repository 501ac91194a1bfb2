package io.aios.platform.events;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Keeps outgoing events in a table beside the state that they tell of. */
final class JdbcOutbox implements Outbox {
  private static final String INSERT =
      "insert into outbox (id, topic, key, type, time, data, traceparent)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final CurrentTrace trace;
  private final Runnable wakeRelay;

  JdbcOutbox(JdbcTemplate jdbc, JsonMapper json, CurrentTrace trace, Runnable wakeRelay) {
    this.jdbc = jdbc;
    this.json = json;
    this.trace = trace;
    this.wakeRelay = wakeRelay;
  }

  @Override
  public void append(List<OutgoingEvent> events) {
    Transactions.require("An event is appended");
    if (events.isEmpty()) {
      return;
    }
    String traceparent = trace.header();
    jdbc.batchUpdate(
        INSERT,
        events,
        events.size(),
        (statement, event) -> {
          statement.setObject(1, event.id());
          statement.setString(2, event.topic());
          statement.setString(3, event.key());
          statement.setString(4, event.type());
          statement.setTimestamp(5, Timestamp.from(event.time()));
          statement.setString(6, json.writeValueAsString(event.data()));
          String own = event.traceparent();
          statement.setString(7, own == null ? traceparent : own);
        });
    TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit(wakeRelay));
  }

  private record WakeAfterCommit(Runnable wake) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      wake.run();
    }
  }
}
