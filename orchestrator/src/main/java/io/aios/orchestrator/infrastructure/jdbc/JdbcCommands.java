package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.contracts.commands.CommandFixture;
import io.aios.contracts.commands.CommandFixture.FixtureEvent;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.infrastructure.jdbc.Write.Kind;
import io.aios.orchestrator.usecase.CommandHistory;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.Commands;
import io.aios.platform.events.CurrentTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The event store. One transaction appends the events, updates the projection and the lease, and
 * fills the outbox: a reader sees its own write, and nothing is published that did not happen.
 */
@Component
final class JdbcCommands implements Commands {
  private final GroupCommit commits;
  private final EventRows stored;
  private final CommandRows rows;
  private final PromptReads reads;
  private final CurrentTrace trace;

  JdbcCommands(
      GroupCommit commits,
      EventRows stored,
      CommandRows rows,
      PromptReads reads,
      CurrentTrace trace) {
    this.commits = commits;
    this.stored = stored;
    this.rows = rows;
    this.reads = reads;
    this.trace = trace;
  }

  @Override
  public Optional<KeyHolder> create(CommandHistory history, @Nullable IdempotencyKey key) {
    CommandHistory nothing = CommandHistory.nothing(history.id());
    return commits.store(new Write(Kind.CREATE, nothing, history, key, trace.header()));
  }

  @Override
  public void append(CommandHistory before, CommandHistory after) {
    commits.store(new Write(Kind.APPEND, before, after, null, trace.header()));
  }

  @Override
  public void interject(CommandHistory before, CommandHistory after) {
    commits.store(new Write(Kind.INTERJECT, before, after, null, trace.header()));
  }

  @Override
  public Optional<CommandHistory> find(UUID id) {
    List<CommandEvent> events = eventsAfter(id, 0);
    return events.isEmpty() ? Optional.empty() : Optional.of(CommandHistory.of(id, events));
  }

  @Override
  public Map<UUID, Origin> origins(Set<UUID> ids) {
    return reaching(() -> stored.origins(ids));
  }

  @Override
  public CommandFixture fixture(UUID id) {
    List<FixtureEvent> events = reaching(() -> stored.raw(id));
    CommandHistory history = find(id).orElseThrow(() -> new IllegalArgumentException("No " + id));
    return new CommandFixture(1, id, CommandRendering.status(history.state()), events);
  }

  @Override
  public List<CommandEvent> eventsAfter(UUID id, long version) {
    return reaching(() -> stored.after(id, version));
  }

  @Override
  public Optional<KeyHolder> holder(String subject, String key) {
    return Optional.ofNullable(reads.<@Nullable KeyHolder>read(() -> rows.holder(subject, key)));
  }

  @Override
  public int forgetOld(Instant acceptedBefore, int limit) {
    return reaching(() -> rows.forgetOld(acceptedBefore, limit));
  }

  @Override
  public void forgetExpiredKeys() {
    rows.forgetExpiredKeys();
  }
}
