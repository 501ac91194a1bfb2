package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.contracts.commands.CommandFixture.FixtureEvent;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.util.RawValue;

/** The rows of the event store. */
@Component
final class EventRows {
  private static final String INSERT =
      "insert into command_event (command_id, version, type, data, at, traceparent)"
          + " values (?, ?, ?, ?::json, ?, ?)";
  private final JdbcTemplate jdbc;
  private final EventJson json;

  EventRows(JdbcTemplate jdbc, EventJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<CommandEvent> after(UUID id, long version) {
    return jdbc.query(
        "select type, data from command_event where command_id = ? and version > ?"
            + " order by version",
        (row, number) -> json.read(row.getString(1), row.getString(2)),
        id,
        version);
  }

  /** From the first events, which tell the options. */
  Map<UUID, Origin> origins(Set<UUID> ids) {
    Map<UUID, Origin> origins = new HashMap<>();
    jdbc.query(
        "select command_id, type, data from command_event"
            + " where version = 1 and command_id = any(?)",
        row -> {
          if (json.read(row.getString(2), row.getString(3)) instanceof CommandAccepted accepted) {
            origins.put(row.getObject(1, UUID.class), accepted.options().origin());
          }
        },
        (Object) ids.toArray(UUID[]::new));
    return origins;
  }

  /** As they are stored. */
  List<FixtureEvent> raw(UUID id) {
    return jdbc.query(
        "select version, type, data from command_event where command_id = ? order by version",
        (row, number) ->
            new FixtureEvent(row.getLong(1), row.getString(2), new RawValue(row.getString(3))),
        id);
  }

  /**
   * @throws VersionConflict when there are others after the version that some were decided on
   */
  void insert(List<Write> writes) {
    List<Row> added = writes.stream().flatMap(EventRows::rows).toList();
    if (added.isEmpty()) {
      return;
    }
    try {
      jdbc.batchUpdate(INSERT, added, added.size(), this::set);
    } catch (DuplicateKeyException e) {
      CommandHistory first = writes.getFirst().before();
      throw new VersionConflict(first.id(), first.version());
    }
  }

  private static Stream<Row> rows(Write write) {
    List<CommandEvent> events = write.after().fresh();
    long first = write.before().version() + 1;
    return IntStream.range(0, events.size())
        .mapToObj(i -> new Row(write, first + i, events.get(i)));
  }

  private void set(PreparedStatement row, Row added) throws SQLException {
    row.setObject(1, added.write.before().id());
    row.setLong(2, added.version);
    row.setString(3, EventJson.type(added.event));
    row.setString(4, json.write(added.event));
    row.setTimestamp(5, Timestamp.from(added.event.at()));
    row.setString(6, added.write.traceparent());
  }

  private record Row(Write write, long version, CommandEvent event) {}
}
