package io.aios.orchestrator.infrastructure.jdbc;

import static io.aios.orchestrator.infrastructure.jdbc.StoreAccess.reaching;

import io.aios.orchestrator.usecase.Leases;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Leases by a sign of life of each orchestrator, so that renewing costs one row, not one each. Who
 * was silent itself, as all are while the database is away, waits a lease time before it takes
 * others for dead.
 */
@Component
final class JdbcLeases implements Leases {
  private static final String TAKE =
      "update command_lease set owner = ?, epoch = nextval('command_lease_epoch'),"
          + " taken_at = now(), retry_at = null, poked = false";
  private final JdbcTemplate jdbc;
  private final UUID owner;
  private final long leaseMillis;

  JdbcLeases(JdbcTemplate jdbc, NodeId node, OrchestratorProperties properties) {
    this.jdbc = jdbc;
    this.owner = node.value();
    this.leaseMillis = properties.leaseTime().toMillis();
  }

  @Override
  public void renew() {
    jdbc.update(
        "insert into orchestrator_node (owner, alive_until)"
            + " values (?, now() + ? * interval '1 millisecond')"
            + " on conflict (owner) do update set alive_until = excluded.alive_until,"
            + " patient_until = case when orchestrator_node.alive_until < now()"
            + " then excluded.alive_until else orchestrator_node.patient_until end",
        owner,
        leaseMillis);
  }

  @Override
  public List<Lease> takeAbandoned(int limit) {
    return jdbc.query(
        TAKE
            + " where command_id in (select lease.command_id from command_lease lease"
            + " where (lease.owner is null and lease.retry_at <= now()) or (lease.owner <> ?"
            + " and not exists (select 1 from orchestrator_node node"
            + " where node.owner = lease.owner and node.alive_until > now())"
            + " and exists (select 1 from orchestrator_node self where self.owner = ?"
            + " and self.alive_until > now() and self.patient_until <= now()))"
            + " order by lease.command_id limit ? for update skip locked)"
            + " returning command_id, epoch",
        (row, number) -> new Lease(row.getObject(1, UUID.class), row.getLong(2)),
        owner,
        owner,
        owner,
        limit);
  }

  @Override
  public List<UUID> poked() {
    return jdbc.query(
        "update command_lease set poked = false where owner = ? and poked returning command_id",
        (row, number) -> row.getObject(1, UUID.class),
        owner);
  }

  @Override
  public List<UUID> owned(Duration longerThan) {
    return jdbc.query(
        "select command_id from command_lease"
            + " where owner = ? and taken_at < now() - ? * interval '1 millisecond'",
        (row, number) -> row.getObject(1, UUID.class),
        owner,
        longerThan.toMillis());
  }

  @Override
  public boolean owns(Lease lease) {
    return reaching(
        () ->
            !jdbc.queryForList(
                    "select 1 from command_lease where command_id = ? and owner = ? and epoch = ?",
                    Integer.class,
                    lease.command(),
                    owner,
                    lease.epoch())
                .isEmpty());
  }

  @Override
  public void giveUp(UUID command, Duration pause) {
    jdbc.update(
        "update command_lease set owner = null, retry_at = now() + ? * interval '1 millisecond'"
            + " where command_id = ? and owner = ?",
        pause.toMillis(),
        command,
        owner);
  }

  @Override
  public boolean park(Lease lease, Instant until) {
    return reaching(
        () ->
            jdbc.update(
                    "update command_lease set owner = null, retry_at = ?"
                        + " where command_id = ? and owner = ? and epoch = ? and not poked",
                    Timestamp.from(until),
                    lease.command(),
                    owner,
                    lease.epoch())
                == 1);
  }

  @Override
  public Optional<Lease> take(UUID command) {
    return reaching(
        () ->
            jdbc
                .query(
                    TAKE
                        + " where command_id = ? and owner is null and retry_at <= now()"
                        + " returning command_id, epoch",
                    (row, number) -> new Lease(row.getObject(1, UUID.class), row.getLong(2)),
                    owner,
                    command)
                .stream()
                .findFirst());
  }

  @Override
  public void resign() {
    jdbc.update("delete from orchestrator_node where owner = ?", owner);
    jdbc.update("delete from orchestrator_node where alive_until < now() - interval '1 day'");
  }
}
