package io.aios.orchestrator.triggers.infrastructure.jdbc;

import io.aios.contracts.triggers.FiringStatus;
import io.aios.orchestrator.triggers.usecase.Firing;
import io.aios.orchestrator.triggers.usecase.Firings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A row for each firing; trigger and cause together are unique. */
@Component
final class JdbcFirings implements Firings {
  private static final String SELECT =
      "select f.*, t.subject, t.client, t.grants"
          + " from trigger_firing f join command_trigger t on t.id = f.trigger_id ";

  private final JdbcTemplate jdbc;
  private final FiringRows rows;
  private final JsonMapper json;

  JdbcFirings(JdbcTemplate jdbc, FiringRows rows, JsonMapper json) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.json = json;
  }

  @Override
  public boolean add(Firing firing) {
    return jdbc.update(
            "insert into trigger_firing (id, trigger_id, cause, fired_at, status, request, reason,"
                + " chain, ended, retry_at) values (?, ?, ?, ?, ?, cast(? as json), ?, ?, ?, ?)"
                + " on conflict (trigger_id, cause) do nothing",
            firing.id(),
            firing.trigger(),
            firing.cause(),
            Timestamp.from(firing.firedAt()),
            firing.status().wireName(),
            firing.request() == null ? null : json.writeValueAsString(firing.request()),
            text(firing.reason()),
            firing.chain().triggers().toArray(UUID[]::new),
            firing.status() != FiringStatus.PENDING,
            Timestamp.from(firing.firedAt()))
        == 1;
  }

  @Override
  public boolean knows(UUID trigger, String cause) {
    return !jdbc.queryForList(
            "select 1 from trigger_firing where trigger_id = ? and cause = ?",
            Integer.class,
            trigger,
            cause)
        .isEmpty();
  }

  /** What has ended is noted, so that it is looked at once. A command that is forgotten has. */
  @Override
  public boolean goesOn(UUID trigger) {
    jdbc.update(
        "update trigger_firing f set ended = true"
            + " where trigger_id = ? and not ended and command_id is not null and not exists"
            + " (select 1 from command_view v where v.command_id = f.command_id"
            + " and v.ended_at is null)",
        trigger);
    return !jdbc.queryForList(
            "select 1 from trigger_firing where trigger_id = ? and not ended limit 1",
            Integer.class,
            trigger)
        .isEmpty();
  }

  @Override
  public int countSince(UUID trigger, Instant since) {
    Integer count =
        jdbc.queryForObject(
            "select count(*) from trigger_firing where trigger_id = ? and fired_at > ?"
                + " and status <> 'skipped'",
            Integer.class,
            trigger,
            Timestamp.from(since));
    return count == null ? 0 : count;
  }

  @Override
  public List<Firing> history(UUID trigger, int limit) {
    return jdbc.query(
        SELECT + "where f.trigger_id = ? order by f.fired_at desc, f.id limit ?",
        rows,
        trigger,
        limit);
  }

  @Override
  public List<Firing> takePending(Instant now, Instant retryAt, int limit) {
    return jdbc.query(
        "with f as (update trigger_firing set retry_at = ? where id in (select id from"
            + " trigger_firing where status = 'pending' and retry_at <= ? order by retry_at"
            + " limit ? for update skip locked) returning *)"
            + " select f.*, t.subject, t.client, t.grants"
            + " from f join command_trigger t on t.id = f.trigger_id order by f.fired_at",
        rows,
        Timestamp.from(retryAt),
        Timestamp.from(now),
        limit);
  }

  @Override
  public void submitted(UUID firing, UUID command) {
    jdbc.update(
        "update trigger_firing set status = 'submitted', command_id = ?, request = null,"
            + " reason = null"
            + " where id = ? and status = 'pending'",
        command,
        firing);
  }

  @Override
  public void waiting(UUID firing, String reason) {
    jdbc.update(
        "update trigger_firing set reason = ? where id = ? and status = 'pending'",
        text(reason),
        firing);
  }

  @Override
  public void refused(UUID firing, String reason) {
    jdbc.update(
        "update trigger_firing set status = 'refused', reason = ?, request = null, ended = true"
            + " where id = ? and status = 'pending'",
        text(reason),
        firing);
  }

  @Override
  public void forgetBefore(Instant time) {
    jdbc.update(
        "delete from trigger_firing where fired_at < ? and status <> 'pending'",
        Timestamp.from(time));
  }

  /** Postgres has no text with NUL, which an event may hold. */
  private static @Nullable String text(@Nullable String reason) {
    return reason == null ? null : reason.replace('\0', '\uFFFD');
  }
}
