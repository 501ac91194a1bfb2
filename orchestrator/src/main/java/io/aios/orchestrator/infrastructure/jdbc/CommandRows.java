package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Done;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows beside the events: projection, lease, idempotency key. */
@Component
final class CommandRows {
  private final JdbcTemplate jdbc;
  private final NodeId node;

  CommandRows(JdbcTemplate jdbc, NodeId node) {
    this.jdbc = jdbc;
    this.node = node;
  }

  void insert(CommandHistory history) {
    var accepted = running(history.state()).accepted();
    var steps = accepted.plan().steps();
    jdbc.update(
        "insert into command_view (command_id, subject, client, status, version, tool, steps,"
            + " accepted_at, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        history.id(),
        accepted.principal().subject(),
        accepted.principal().client(),
        CommandRendering.status(history.state()).wireName(),
        history.version(),
        accepted.plan().call() ? steps.getFirst().tool() : null,
        steps.size(),
        Timestamp.from(accepted.at()),
        endedAt(history.state()));
    if (!(history.state() instanceof Ended)) {
      jdbc.update(
          "insert into command_lease (command_id, owner) values (?, ?)",
          history.id(),
          node.value());
    }
  }

  void update(CommandHistory history) {
    jdbc.update(
        "update command_view set status = ?, version = ?, ended_at = ? where command_id = ?",
        CommandRendering.status(history.state()).wireName(),
        history.version(),
        endedAt(history.state()),
        history.id());
    if (history.state() instanceof Ended) {
      jdbc.update("delete from command_lease where command_id = ?", history.id());
    }
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
