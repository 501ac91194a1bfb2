package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.events.Topics;
import io.aios.orchestrator.infrastructure.jdbc.Write.Kind;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.EventRendering;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that storing events of commands touches, each table in one batch. */
@Component
final class WriteRows {
  private final EventRows events;
  private final CommandRows commands;
  private final ApprovalRows approvals;
  private final Outbox outbox;

  WriteRows(EventRows events, CommandRows commands, ApprovalRows approvals, Outbox outbox) {
    this.events = events;
    this.commands = commands;
    this.approvals = approvals;
    this.outbox = outbox;
  }

  /**
   * Within the caller's transaction.
   *
   * @return for each who holds the key that it claims already and kept it from being stored
   */
  List<@Nullable KeyHolder> store(List<Write> writes) {
    List<@Nullable KeyHolder> holders = new ArrayList<>();
    List<Write> kept = new ArrayList<>();
    for (Write write : writes) {
      KeyHolder holder = holder(write);
      holders.add(holder);
      if (holder == null) {
        kept.add(write);
      }
    }
    events.insert(kept);
    commands.insert(
        kept.stream().filter(one -> one.kind() == Kind.CREATE).map(Write::after).toList());
    commands.update(
        kept.stream().filter(one -> one.kind() != Kind.CREATE).map(Write::after).toList());
    kept.stream()
        .filter(one -> one.kind() == Kind.INTERJECT)
        .forEach(one -> commands.poke(one.before(), one.after()));
    kept.forEach(one -> approvals.update(one.after()));
    outbox.append(kept.stream().flatMap(one -> outgoing(one).stream()).toList());
    return holders;
  }

  private @Nullable KeyHolder holder(Write write) {
    IdempotencyKey key = write.key();
    if (key == null || commands.claim(key, write.after().id())) {
      return null;
    }
    return commands.holder(key.subject(), key.key());
  }

  private static List<OutgoingEvent> outgoing(Write write) {
    CommandHistory before = write.before();
    return EventRendering.changes(
            before.id(), before.state(), before.version(), write.after().fresh(), false)
        .stream()
        .map(change -> outgoing(change, write.traceparent()))
        .toList();
  }

  /** The id is made of command and version, so that no way to publish it twice gives two ids. */
  private static OutgoingEvent outgoing(CommandChange change, @Nullable String traceparent) {
    String name = change.commandId() + ":" + change.version();
    String type = change.event().replaceFirst("^Command", "");
    return new OutgoingEvent(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)),
        Topics.COMMANDS,
        change.commandId().toString(),
        "io.aios.command." + type + ".v1",
        change.at(),
        change,
        traceparent);
  }
}
