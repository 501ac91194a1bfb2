package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Done;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows beside the events: projection, lease, idempotency key. */
@Component
final class CommandRows {
  private static final String INSERT_VIEW =
      "insert into command_view (command_id, subject, client, status, version, tool, steps,"
          + " accepted_at, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private final JdbcTemplate jdbc;
  private final NodeId node;

  CommandRows(JdbcTemplate jdbc, NodeId node) {
    this.jdbc = jdbc;
    this.node = node;
  }

  void insert(List<CommandHistory> histories) {
    jdbc.batchUpdate(INSERT_VIEW, histories, Math.max(1, histories.size()), CommandRows::set);
    jdbc.batchUpdate(
        "insert into command_lease (command_id, owner) values (?, ?)",
        histories.stream()
            .filter(history -> !(history.state() instanceof Ended))
            .map(history -> new Object[] {history.id(), node.value()})
            .toList());
  }

  /** Leaves rows alone that are newer. */
  void upsert(List<CommandHistory> histories) {
    jdbc.batchUpdate(
        INSERT_VIEW
            + " on conflict (command_id) do update set subject = excluded.subject,"
            + " client = excluded.client, status = excluded.status, version = excluded.version,"
            + " tool = excluded.tool, steps = excluded.steps, accepted_at = excluded.accepted_at,"
            + " ended_at = excluded.ended_at where command_view.version <= excluded.version",
        histories,
        histories.size(),
        CommandRows::set);
  }

  /** Those whose row is of the same version. */
  List<CommandHistory> current(List<CommandHistory> histories) {
    Map<UUID, Long> versions = new HashMap<>();
    jdbc.query(
        "select command_id, version from command_view where command_id = any(?::uuid[])",
        row -> {
          versions.put(row.getObject(1, UUID.class), row.getLong(2));
        },
        array(histories, CommandHistory::id));
    return histories.stream()
        .filter(history -> Long.valueOf(history.version()).equals(versions.get(history.id())))
        .toList();
  }

  /** One statement for all: a batch of updates would be one statement each. */
  void update(List<CommandHistory> histories) {
    if (histories.isEmpty()) {
      return;
    }
    jdbc.update(
        "update command_view set status = news.status, version = news.version,"
            + " ended_at = news.ended_at from unnest(?::uuid[], ?::text[], ?::bigint[],"
            + " ?::timestamptz[]) as news (id, status, version, ended_at)"
            + " where command_id = news.id",
        array(histories, CommandHistory::id),
        array(histories, history -> CommandRendering.status(history.state()).wireName()),
        array(histories, CommandHistory::version),
        array(histories, history -> text(endedAt(history.state()))));
    List<CommandHistory> ended =
        histories.stream().filter(history -> history.state() instanceof Ended).toList();
    if (!ended.isEmpty()) {
      jdbc.update(
          "delete from command_lease where command_id = any(?::uuid[])",
          array(ended, CommandHistory::id));
    }
  }

  private static String array(
      List<CommandHistory> histories, Function<CommandHistory, @Nullable Object> value) {
    return histories.stream()
        .map(history -> value.apply(history))
        .map(one -> one == null ? "NULL" : "\"" + one + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static @Nullable String text(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant().toString();
  }

  private static void set(PreparedStatement row, CommandHistory history) throws SQLException {
    CommandAccepted accepted = running(history.state()).accepted();
    List<Step> steps = accepted.plan().steps();
    row.setObject(1, history.id());
    row.setString(2, accepted.principal().subject());
    row.setString(3, accepted.principal().client());
    row.setString(4, CommandRendering.status(history.state()).wireName());
    row.setLong(5, history.version());
    row.setString(6, accepted.plan().call() ? steps.getFirst().tool() : null);
    row.setInt(7, steps.size());
    row.setTimestamp(8, Timestamp.from(accepted.at()));
    row.setTimestamp(9, endedAt(history.state()));
  }

  /** Tells who runs the command; one that nobody runs may be taken up at once. */
  void poke(CommandHistory before, CommandHistory after) {
    if (after.state() instanceof Ended) {
      return;
    }
    if (before.state() instanceof Ended) {
      jdbc.update(
          "insert into command_lease (command_id, owner, retry_at) values (?, null, now())",
          after.id());
      return;
    }
    jdbc.update(
        "update command_lease set poked = true,"
            + " retry_at = case when owner is null then now() end where command_id = ?",
        after.id());
  }

  /** False when the key is taken and not expired. */
  boolean claim(IdempotencyKey key, UUID command) {
    return jdbc.update(
            "insert into idempotency_key (subject, key, digest, command_id, expires_at)"
                + " values (?, ?, ?, ?, ?) on conflict (subject, key) do update set"
                + " digest = excluded.digest, command_id = excluded.command_id,"
                + " expires_at = excluded.expires_at where idempotency_key.expires_at < now()",
            key.subject(),
            key.key(),
            key.digest(),
            command,
            Timestamp.from(key.expiresAt()))
        == 1;
  }

  /** Ids begin with the time of acceptance (RFC 9562), so that the oldest are the first. */
  int forgetOld(Instant acceptedBefore, int limit) {
    UUID first = new UUID(acceptedBefore.toEpochMilli() << 16, 0);
    return jdbc.update(
        "with old as (delete from command_view where command_id in (select command_id"
            + " from command_view where command_id < ? and ended_at is not null"
            + " and status not in ('undoing') order by command_id limit ? for update skip locked)"
            + " returning command_id)"
            + " delete from command_event event using old"
            + " where event.command_id = old.command_id and event.version >= 1",
        first,
        limit);
  }

  void forgetExpiredKeys() {
    jdbc.update("delete from idempotency_key where expires_at < now()");
  }

  @Nullable KeyHolder holder(String subject, String key) {
    return jdbc
        .query(
            "select command_id, digest from idempotency_key"
                + " where subject = ? and key = ? and expires_at >= now()",
            (row, number) -> new KeyHolder(row.getObject(1, UUID.class), row.getString(2)),
            subject,
            key)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private static Running running(CommandState state) {
    return switch (state) {
      case CommandState.NotAccepted nothing ->
          throw new IllegalArgumentException("A command that was not accepted is not stored");
      case Running running -> running;
      case Done done -> done.ended().last();
    };
  }

  private static @Nullable Timestamp endedAt(CommandState state) {
    @Nullable Instant at = state instanceof Done done ? done.ended().at() : null;
    return at == null ? null : Timestamp.from(at);
  }
}
