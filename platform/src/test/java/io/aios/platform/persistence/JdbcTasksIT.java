package io.aios.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.tasks.Task;
import io.aios.mcp.tasks.TaskCall;
import io.aios.mcp.tasks.TaskState;
import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.ObjectNode;

class JdbcTasksIT {
  private static final Duration TTL = Duration.ofHours(1);

  private static ConfigurableApplicationContext context;

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final String user = UUID.randomUUID().toString();

  @BeforeAll
  static void connect() {
    List<String> arguments = new ArrayList<>();
    Infrastructure.properties(Part.POSTGRES)
        .forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--server.port=0");
    arguments.add("--aios.platform.uses=postgres");
    context =
        AiosApplication.run(
            SilentDatabaseIT.Fixture.class, "fixture", arguments.toArray(String[]::new));
  }

  @AfterAll
  static void disconnect() {
    context.close();
  }

  /** As a process has it that started at that time. */
  private static JdbcTasks process(Instant now) {
    return process(InstantSource.fixed(now));
  }

  private static JdbcTasks process(InstantSource now) {
    return new JdbcTasks(
        context.getBean(JdbcClient.class),
        context.getBean(TransactionOperations.class),
        new JdbcTasks.Limits(5, 1_000),
        now.withZone(ZoneOffset.UTC));
  }

  private Task task(TaskState state) {
    TaskCall call =
        new TaskCall(
            McpJson.object().put("name", "work"),
            2,
            McpJson.object(),
            McpJson.object().put("seen", 1));
    Task.Lifetime lifetime = new Task.Lifetime(start, start, TTL);
    return new Task(UUID.randomUUID().toString(), user, lifetime, state, call);
  }

  private static ObjectNode result(String text) {
    return McpJson.object().put("text", text);
  }

  @Test
  void findsInAnotherProcessWhatOneKept() {
    JdbcTasks first = process(start);
    JdbcTasks second = process(start.plusSeconds(1));
    for (TaskState state :
        List.of(
            new TaskState.Working(),
            new TaskState.InputRequired(result("question")),
            new TaskState.Completed(result("done")),
            new TaskState.Failed(result("error")),
            new TaskState.Cancelled())) {
      Task task = task(state);
      first.add(task);
      assertThat(second.find(task.id())).contains(task);
    }
    assertThat(second.find("unknown")).isEmpty();
  }

  @Test
  void forgetsATaskWhoseTimeIsOver() {
    Task task = task(new TaskState.Completed(result("done")));
    process(start).add(task);
    assertThat(process(start.plus(TTL)).find(task.id())).isEmpty();
  }

  @Test
  void failsATaskWhoseProcessFellSilent() {
    Task task = task(new TaskState.Working());
    JdbcTasks runner = process(start);
    runner.add(task);
    Instant late = start.plus(JdbcTasks.LEASE).plusSeconds(1);
    assertThat(process(late).find(task.id()).map(Task::state))
        .hasValueSatisfying(state -> assertThat(state).isInstanceOf(TaskState.Failed.class));
    assertThat(runner.find(task.id()).map(Task::state))
        .hasValueSatisfying(state -> assertThat(state).isInstanceOf(TaskState.Failed.class));
  }

  @Test
  void keepsATaskWorkingWhileItsProcessSaysSo() {
    Task task = task(new TaskState.Working());
    Instant[] now = {start};
    JdbcTasks runner = process(InstantSource.tick(() -> now[0], Duration.ofMillis(1)));
    runner.add(task);
    now[0] = start.plus(JdbcTasks.LEASE.dividedBy(2));
    runner.renew();
    assertThat(process(start.plus(JdbcTasks.LEASE).plusSeconds(1)).find(task.id()).map(Task::state))
        .contains(new TaskState.Working());
  }

  @Test
  void boundsTheTasksOfAUser() {
    JdbcTasks store = process(start);
    for (int i = 0; i < 5; i++) {
      store.add(task(new TaskState.Cancelled()));
    }
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> store.add(task(new TaskState.Working())))
        .withMessageContaining("5");
  }

  @Test
  void losesNoChangeOfSeveralAtOnce() throws Exception {
    Task task = task(new TaskState.InputRequired(McpJson.object().put("count", 0)));
    process(start).add(task);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        changes.add(threads.submit(() -> process(start).update(task.id(), JdbcTasksIT::counted)));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    }
    assertThat(process(start).find(task.id()).map(Task::state))
        .contains(new TaskState.InputRequired(McpJson.object().put("count", 20)));
  }

  private static Task counted(Task task) {
    if (!(task.state() instanceof TaskState.InputRequired(ObjectNode requests))) {
      return task;
    }
    ObjectNode more = McpJson.object().put("count", requests.path("count").asInt() + 1);
    return new Task(
        task.id(), task.owner(), task.lifetime(), new TaskState.InputRequired(more), task.call());
  }
}
