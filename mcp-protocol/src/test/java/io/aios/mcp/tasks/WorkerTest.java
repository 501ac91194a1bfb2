package io.aios.mcp.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.CallToolResult;
import io.aios.mcp.tools.ToolCatalog;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.mcp.tools.ToolSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Ends of tasks that no client brings about. */
class WorkerTest {
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock = Clock.systemUTC();
  private final MemoryTasks store = new MemoryTasks(10, 10, clock);
  private final Sleeper sleeper = new Sleeper();

  private Worker worker(ToolCatalog tools, Executor executor) {
    return new Worker(tools, store, clock, executor);
  }

  private Task stored(String tool, Duration ttl) {
    Instant now = clock.instant();
    ObjectNode params = McpJson.object().put("name", tool);
    TaskCall call = new TaskCall(params, 0, McpJson.object(), null);
    var lifetime = new Task.Lifetime(now, now, ttl);
    Task task = new Task("t1", null, lifetime, new TaskState.Working(), call);
    store.add(task);
    return task;
  }

  private TaskState state() {
    return store.find("t1").orElseThrow().state();
  }

  @Test
  void stopsWorkWhoseTimeIsUp() throws InterruptedException {
    try (Worker worker = worker(sleeper, THREADS)) {
      worker.start(stored("sleep", Duration.ofMillis(200)));
      assertThat(sleeper.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void failsWhatRunsWhenTheServerIsShutDown() throws InterruptedException {
    Worker worker = worker(sleeper, THREADS);
    worker.start(stored("sleep", Duration.ofMinutes(5)));
    assertThat(sleeper.started.await(30, TimeUnit.SECONDS)).isTrue();
    worker.close();

    assertThat(sleeper.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(state())
        .isInstanceOfSatisfying(
            TaskState.Failed.class,
            failed ->
                assertThat(failed.error().path("code").asInt())
                    .isEqualTo(ErrorCodes.INTERNAL_ERROR));
  }

  @Test
  void failsATaskThatNoThreadTakes() {
    Executor full =
        work -> {
          throw new RejectedExecutionException("full");
        };
    try (Worker worker = worker(sleeper, full)) {
      worker.start(stored("sleep", Duration.ofMinutes(5)));
      assertThat(state())
          .isInstanceOfSatisfying(
              TaskState.Failed.class,
              failed ->
                  assertThat(failed.error().path("code").asInt())
                      .isEqualTo(ErrorCodes.TOO_MANY_REQUESTS));
    }
  }

  @Test
  void keepsACancelledTaskCancelledWhateverItsToolAnswers() throws InterruptedException {
    try (Worker worker = worker(sleeper, THREADS)) {
      worker.start(stored("sleep", Duration.ofMinutes(5)));
      assertThat(sleeper.started.await(30, TimeUnit.SECONDS)).isTrue();
      worker.cancel("t1");
      assertThat(sleeper.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(state()).isEqualTo(new TaskState.Cancelled());
    }
  }

  /** They came with the request, and were compared before it was answered. */
  @Test
  void asksForNoHeadersInTheBackground() {
    ObjectNode tool = McpJson.object().put("name", "routed");
    ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
    ObjectNode region = schema.putObject("properties").putObject("region");
    region.put("type", "string").put("x-mcp-header", "Region");
    ToolSet tools =
        ToolSet.builder()
            .tool(new ToolDescriptor(tool), (arguments, exchange) -> CallToolResult.text("there"))
            .build();
    Task task = stored("routed", Duration.ofMinutes(5));
    task.call().params().putObject("arguments").put("region", "north");
    try (Worker worker = worker(tools, THREADS)) {
      worker.start(task);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(state()).isInstanceOf(TaskState.Completed.class));
    }
  }

  /** A tool that answers even when it is interrupted. */
  private static final class Sleeper implements ToolCatalog {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public List<ToolDescriptor> list(McpExchange exchange) {
      return List.of();
    }

    @Override
    public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
      started.countDown();
      try {
        Thread.sleep(Duration.ofMinutes(5));
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return CallToolResult.text("slept");
    }
  }
}
