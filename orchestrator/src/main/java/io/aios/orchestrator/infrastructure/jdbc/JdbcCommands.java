package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.events.Topics;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.EventRendering;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The event store. One transaction appends the events, updates the projection and the lease, and
 * fills the outbox: a reader sees its own write, and nothing is published that did not happen.
 */
@Component
final class JdbcCommands implements Commands {
  private final TransactionTemplate transactions;
  private final Outbox outbox;
  private final EventRows stored;
  private final CommandRows rows;
  private final ApprovalRows approvals;

  JdbcCommands(
      TransactionTemplate transactions,
      Outbox outbox,
      EventRows stored,
      CommandRows rows,
      ApprovalRows approvals) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.stored = stored;
    this.rows = rows;
    this.approvals = approvals;
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
                      approvals.update(history);
                      return null;
                    }));
    return Optional.ofNullable(holder);
  }

  @Override
  public void append(CommandHistory before, CommandHistory after) {
    reaching(
        () -> {
          transactions.executeWithoutResult(status -> store(before, after));
          return true;
        });
  }

  @Override
  public void interject(CommandHistory before, CommandHistory after) {
    reaching(
        () -> {
          transactions.executeWithoutResult(
              status -> {
                store(before, after);
                rows.poke(before, after);
              });
          return true;
        });
  }

  private void store(CommandHistory before, CommandHistory after) {
    add(before, after);
    rows.update(after);
    approvals.update(after);
  }

  @Override
  public Optional<CommandHistory> find(UUID id) {
    List<CommandEvent> events = eventsAfter(id, 0);
    return events.isEmpty() ? Optional.empty() : Optional.of(CommandHistory.of(id, events));
  }

  @Override
  public List<CommandEvent> eventsAfter(UUID id, long version) {
    return reaching(() -> stored.after(id, version));
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
    stored.insert(id, before.version(), events);
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
}
