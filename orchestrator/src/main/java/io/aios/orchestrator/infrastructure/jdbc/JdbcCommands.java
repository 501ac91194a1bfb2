package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.events.Topics;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.EventRendering;
import io.aios.platform.events.CurrentTrace;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The event store. One transaction appends the events, updates the projection and the lease, and
 * fills the outbox: a reader sees its own write, and nothing is published that did not happen.
 */
@Component
final class JdbcCommands implements Commands {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Outbox outbox;
  private final EventJson json;
  private final CommandRows rows;
  private final CurrentTrace trace;

  JdbcCommands(
      JdbcTemplate jdbc,
      TransactionTemplate transactions,
      Outbox outbox,
      EventJson json,
      CommandRows rows,
      CurrentTrace trace) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.outbox = outbox;
    this.json = json;
    this.rows = rows;
    this.trace = trace;
  }

  @Override
  public Optional<KeyHolder> create(CommandHistory history, @Nullable IdempotencyKey key) {
    KeyHolder holder =
        reaching(
            () ->
                transactions.execute(
                    status -> {
                      if (key != null && !rows.claim(key, history.id())) {
                        status.setRollbackOnly();
                        return rows.holder(key.subject(), key.key());
                      }
                      rows.insert(history);
                      add(CommandHistory.nothing(history.id()), history);
                      return null;
                    }));
    return Optional.ofNullable(holder);
  }

  @Override
  public void append(CommandHistory before, CommandHistory after) {
    reaching(
        () -> {
          transactions.executeWithoutResult(
              status -> {
                add(before, after);
                rows.update(after);
              });
          return true;
        });
  }

  @Override
  public Optional<CommandHistory> find(UUID id) {
    List<CommandEvent> events = eventsAfter(id, 0);
    return events.isEmpty() ? Optional.empty() : Optional.of(CommandHistory.of(id, events));
  }

  @Override
  public List<CommandEvent> eventsAfter(UUID id, long version) {
    return reaching(
        () ->
            jdbc.query(
                "select type, data from command_event where command_id = ? and version > ?"
                    + " order by version",
                (row, number) -> json.read(row.getString(1), row.getString(2)),
                id,
                version));
  }

  @Override
  public Optional<KeyHolder> holder(String subject, String key) {
    return Optional.ofNullable(reaching(() -> rows.holder(subject, key)));
  }

  @Override
  public void forgetExpiredKeys() {
    rows.forgetExpiredKeys();
  }

  private void add(CommandHistory before, CommandHistory after) {
    UUID id = after.id();
    List<CommandEvent> events = after.fresh();
    String traceparent = trace.header();
    List<Object[]> values = new ArrayList<>();
    long version = before.version();
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
      throw new VersionConflict(id, before.version());
    }
    outbox.append(
        EventRendering.changes(id, before.state(), before.version(), events, false).stream()
            .map(JdbcCommands::outgoing)
            .toList());
  }

  /** The id is made of command and version, so that no way to publish it twice gives two ids. */
  private static OutgoingEvent outgoing(CommandChange change) {
    String name = change.commandId() + ":" + change.version();
    String type = change.event().replaceFirst("^Command", "");
    return new OutgoingEvent(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)),
        Topics.COMMANDS,
        change.commandId().toString(),
        "io.aios.command." + type + ".v1",
        change.at(),
        change);
  }

  private static <T extends @Nullable Object> T reaching(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessResourceFailureException
        | TransientDataAccessException
        | UncategorizedSQLException
        | TransactionException e) {
      throw new StoreUnavailable(e);
    }
  }
}
