package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import io.aios.platform.events.CurrentTrace;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of the event store. */
@Component
final class EventRows {
  private final JdbcTemplate jdbc;
  private final EventJson json;
  private final CurrentTrace trace;

  EventRows(JdbcTemplate jdbc, EventJson json, CurrentTrace trace) {
    this.jdbc = jdbc;
    this.json = json;
    this.trace = trace;
  }

  List<CommandEvent> after(UUID id, long version) {
    return jdbc.query(
        "select type, data from command_event where command_id = ? and version > ?"
            + " order by version",
        (row, number) -> json.read(row.getString(1), row.getString(2)),
        id,
        version);
  }

  /**
   * @param after the version that the events were decided on
   * @throws VersionConflict when there are others after it
   */
  void insert(UUID id, long after, List<CommandEvent> events) {
    String traceparent = trace.header();
    List<Object[]> values = new ArrayList<>();
    long version = after;
    for (CommandEvent event : events) {
      values.add(
          new Object[] {
            id,
            ++version,
            EventJson.type(event),
            json.write(event),
            Timestamp.from(event.at()),
            traceparent
          });
    }
    try {
      jdbc.batchUpdate(
          "insert into command_event (command_id, version, type, data, at, traceparent)"
              + " values (?, ?, ?, ?::json, ?, ?)",
          values);
    } catch (DuplicateKeyException e) {
      throw new VersionConflict(id, after);
    }
  }
}
