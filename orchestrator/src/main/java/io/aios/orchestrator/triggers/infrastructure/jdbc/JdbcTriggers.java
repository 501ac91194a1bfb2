package io.aios.orchestrator.triggers.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.contracts.triggers.EventMatch;
import io.aios.contracts.triggers.TriggerError;
import io.aios.orchestrator.triggers.usecase.Trigger;
import io.aios.orchestrator.triggers.usecase.Triggers;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A row for each trigger; whoever fires it holds the row's lock. */
@Component
final class JdbcTriggers implements Triggers {
  private static final String SELECT = "select * from command_trigger ";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final TriggerRows rows;
  private final JsonMapper json;

  JdbcTriggers(
      JdbcTemplate jdbc, TransactionTemplate transactions, TriggerRows rows, JsonMapper json) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.rows = rows;
    this.json = json;
  }

  @Override
  public boolean add(Trigger trigger) {
    return jdbc.update(
            "insert into command_trigger (id, subject, client, grants, name, definition, topic,"
                + " enabled, next_due, active_since, version, created_at, updated_at) values"
                + " (?, ?, ?, ?, ?, cast(? as json), ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (subject, name) do nothing",
            trigger.id(),
            trigger.principal().subject(),
            trigger.principal().client(),
            grants(trigger),
            trigger.definition().name(),
            json.writeValueAsString(trigger.definition()),
            topic(trigger),
            trigger.enabled(),
            timestamp(trigger.nextDue()),
            timestamp(trigger.activeSince()),
            trigger.version(),
            timestamp(trigger.createdAt()),
            timestamp(trigger.updatedAt()))
        == 1;
  }

  @Override
  public boolean replace(Trigger trigger) {
    try {
      return jdbc.update(
              "update command_trigger set client = ?, grants = ?, name = ?,"
                  + " definition = cast(? as json), topic = ?, enabled = ?, next_due = ?,"
                  + " active_since = ?, version = ?, updated_at = ?, retry_at = null,"
                  + " errors = ?, last_error = cast(? as json) where id = ?",
              trigger.principal().client(),
              grants(trigger),
              trigger.definition().name(),
              json.writeValueAsString(trigger.definition()),
              topic(trigger),
              trigger.enabled(),
              timestamp(trigger.nextDue()),
              timestamp(trigger.activeSince()),
              trigger.version(),
              timestamp(trigger.updatedAt()),
              trigger.hindrances().errors(),
              error(trigger),
              trigger.id())
          == 1;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  @Override
  public void remove(UUID id) {
    jdbc.update("delete from command_trigger where id = ?", id);
  }

  @Override
  public Optional<Trigger> find(UUID id) {
    return jdbc.query(SELECT + "where id = ?", rows, id).stream().findFirst();
  }

  @Override
  public List<Trigger> of(String subject) {
    return readable("where subject = ? order by name", subject);
  }

  @Override
  public List<Trigger> listening(String topic) {
    return readable("where enabled and topic = ?", topic);
  }

  /** One that cannot be read keeps no other from being read. */
  private List<Trigger> readable(String where, String argument) {
    return jdbc.query(SELECT + where, rows::readable, argument).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public boolean takeDue(Instant now, Consumer<Trigger> work) {
    return alone(
        work,
        "where enabled and next_due <= ? and (retry_at is null or retry_at <= ?)"
            + " order by next_due limit 1 for update skip locked",
        timestamp(now),
        timestamp(now));
  }

  @Override
  public void take(UUID id, Consumer<Trigger> work) {
    alone(work, "where id = ? for update", id);
  }

  private boolean alone(Consumer<Trigger> work, String where, @Nullable Object... arguments) {
    return Boolean.TRUE.equals(
        reaching(
            () ->
                transactions.execute(
                    status -> {
                      List<UUID> found =
                          jdbc.query(
                              "select id from command_trigger " + where,
                              (row, number) -> row.getObject(1, UUID.class),
                              arguments);
                      found.forEach(id -> work(id, work));
                      return !found.isEmpty();
                    })));
  }

  /** Tells what is wrong with the trigger from what is wrong with the database. */
  private void work(UUID id, Consumer<Trigger> work) {
    try {
      reaching(
          () -> {
            find(id).ifPresent(work);
            return id;
          });
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new WorkFailed(id, e);
    }
  }

  @Override
  public void reschedule(UUID id, @Nullable Instant nextDue) {
    jdbc.update(
        "update command_trigger set next_due = ?, retry_at = null where id = ?",
        timestamp(nextDue),
        id);
  }

  @Override
  public void postpone(UUID id, Instant until) {
    jdbc.update("update command_trigger set retry_at = ? where id = ?", timestamp(until), id);
  }

  @Override
  public void dropped(UUID id) {
    jdbc.update("update command_trigger set dropped = dropped + 1 where id = ?", id);
  }

  @Override
  public void failed(UUID id, int times, TriggerError last) {
    jdbc.update(
        "update command_trigger set errors = errors + ?, last_error = cast(? as json)"
            + " where id = ?",
        times,
        json.writeValueAsString(last),
        id);
  }

  private static String[] grants(Trigger trigger) {
    return trigger.principal().grants().toArray(String[]::new);
  }

  private @Nullable String error(Trigger trigger) {
    TriggerError last = trigger.hindrances().last();
    return last == null ? null : json.writeValueAsString(last);
  }

  private static @Nullable String topic(Trigger trigger) {
    EventMatch event = trigger.definition().event();
    return event == null ? null : event.topic();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
