package io.aios.platform.persistence;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.tasks.Task;
import io.aios.mcp.tasks.TaskState;
import io.aios.mcp.tasks.TaskStore;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tasks in Postgres: results outlive the process. Work does not: whoever runs a task says so again
 * and again, and a task whose runner fell silent has failed.
 */
final class JdbcTasks implements TaskStore, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(JdbcTasks.class);
  static final Duration LEASE = Duration.ofSeconds(30);

  /** What a user and all users may keep, ended tasks included. */
  record Limits(int perUser, int total) {}

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Limits limits;
  private final Clock clock;
  private final UUID runner = UUID.randomUUID();
  private volatile @Nullable Thread renewal;

  JdbcTasks(JdbcClient jdbc, TransactionOperations transactions, Limits limits, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public void add(Task task) {
    transactions.executeWithoutResult(
        transaction -> {
          jdbc.sql("delete from mcp_tasks where expires_at <= :now").param("now", now()).update();
          require(task.owner());
          jdbc.sql(
                  """
                  insert into mcp_tasks
                    (id, owner, status, task, expires_at, runner, runner_alive_until)
                  values (:id, :owner, :status, :task, :expires, :runner, :alive)""")
              .param("id", task.id())
              .param("owner", task.owner())
              .param("status", task.state().status())
              .param("task", TaskJson.write(task))
              .param("expires", end(task))
              .param("runner", runner)
              .param("alive", aliveUntil())
              .update();
        });
  }

  private void require(@Nullable String owner) {
    long all = jdbc.sql("select count(*) from mcp_tasks").query(Long.class).single();
    if (all >= limits.total()) {
      throw tooMany("The server keeps " + limits.total() + " tasks already");
    }
    long own =
        jdbc.sql("select count(*) from mcp_tasks where owner is not distinct from :owner")
            .param("owner", owner)
            .query(Long.class)
            .single();
    if (own >= limits.perUser()) {
      throw tooMany("You have " + limits.perUser() + " tasks already");
    }
  }

  @Override
  public Optional<Task> find(String id) {
    Optional<Kept> kept = select(id, "");
    return kept.filter(its -> its.isLeft(clock.instant())).isPresent()
        ? update(id, UnaryOperator.identity())
        : kept.map(Kept::task);
  }

  @Override
  public Optional<Task> update(String id, UnaryOperator<Task> change) {
    return Optional.ofNullable(
        transactions.execute(
            transaction ->
                select(id, " for update").map(kept -> changed(kept, change)).orElse(null)));
  }

  private Task changed(Kept kept, UnaryOperator<Task> change) {
    Task before = kept.isLeft(clock.instant()) ? failed(kept.task()) : kept.task();
    Task after = change.apply(before);
    if (!after.equals(kept.task())) {
      boolean begins =
          after.state() instanceof TaskState.Working
              && !(before.state() instanceof TaskState.Working);
      jdbc.sql(
              """
              update mcp_tasks
              set status = :status, task = :task,
                runner = case when :begins then :runner else runner end,
                runner_alive_until = case when :begins then :alive else runner_alive_until end
              where id = :id""")
          .param("status", after.state().status())
          .param("task", TaskJson.write(after))
          .param("begins", begins)
          .param("runner", runner)
          .param("alive", aliveUntil())
          .param("id", after.id())
          .update();
    }
    return after;
  }

  private record Kept(Task task, Instant aliveUntil) {
    /** Whether nobody works at it any more. */
    boolean isLeft(Instant now) {
      return task.state() instanceof TaskState.Working && now.isAfter(aliveUntil);
    }
  }

  private Optional<Kept> select(String id, String lock) {
    return jdbc.sql(
            "select owner, task, runner_alive_until from mcp_tasks"
                + " where id = :id and expires_at > :now"
                + lock)
        .param("id", id)
        .param("now", now())
        .query(
            (row, number) ->
                new Kept(
                    TaskJson.read(id, row.getString(1), row.getString(2)),
                    row.getTimestamp(3).toInstant()))
        .optional();
  }

  private Task failed(Task task) {
    Task.Lifetime lifetime =
        new Task.Lifetime(task.lifetime().createdAt(), clock.instant(), task.lifetime().ttl());
    McpError lost = McpError.internal("The server ended while the task ran");
    return new Task(
        task.id(), task.owner(), lifetime, new TaskState.Failed(lost.toJson()), task.call());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private Timestamp aliveUntil() {
    return Timestamp.from(clock.instant().plus(LEASE));
  }

  private static Timestamp end(Task task) {
    return Timestamp.from(task.lifetime().createdAt().plus(task.lifetime().ttl()));
  }

  /** Says that this process still works at its tasks. */
  void renew() {
    jdbc.sql(
            "update mcp_tasks set runner_alive_until = :alive"
                + " where runner = :runner and status = 'working'")
        .param("alive", aliveUntil())
        .param("runner", runner)
        .update();
  }

  @Override
  public void start() {
    renewal = Thread.ofVirtual().name("task-leases").start(this::keepRenewing);
  }

  private void keepRenewing() {
    try {
      while (true) {
        Thread.sleep(LEASE.dividedBy(3));
        try {
          renew();
        } catch (DataAccessException away) {
          log.warn("Leases of tasks could not be renewed: {}", away.toString());
        }
      }
    } catch (InterruptedException stopped) {
      log.debug("Leases of tasks are no longer renewed");
    }
  }

  @Override
  public void stop() {
    Thread running = renewal;
    renewal = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return renewal != null;
  }

  private static McpError tooMany(String message) {
    return new McpError(ErrorCodes.TOO_MANY_REQUESTS, message, 429, null, null);
  }
}
