package io.aios.mcp.tasks;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.InputRequired;
import io.aios.mcp.input.InputResponses;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.tools.ToolCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs tasks, one round at a time, and moves them from state to state. */
final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final ToolCatalog catalog;
  private final TaskStore store;
  private final Clock clock;
  private final Running running;
  private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();

  Worker(ToolCatalog catalog, TaskStore store, Clock clock, Executor executor) {
    this.catalog = catalog;
    this.store = store;
    this.clock = clock;
    this.running = new Running(executor);
  }

  void whenChanged(Consumer<String> listener) {
    told.add(listener);
  }

  /** Runs a stored task whose state is to work. */
  void start(Task task) {
    Duration left = Duration.between(clock.instant(), task.lifetime().end());
    try {
      running.start(task.id(), () -> run(task.id()), left);
    } catch (RejectedExecutionException full) {
      change(task.id(), failed(tooBusy()));
    }
  }

  /** Takes answers and goes on once there is nothing left to answer. */
  void answer(String id, InputResponses responses) {
    AtomicBoolean complete = new AtomicBoolean();
    Optional<Task> after =
        change(
            id,
            task -> {
              Task next = task.answered(responses, clock.instant());
              complete.set(!next.equals(task) && next.state() instanceof TaskState.Working);
              return next;
            });
    if (complete.get()) {
      after.ifPresent(this::start);
    }
  }

  void cancel(String id) {
    change(id, task -> task.to(new TaskState.Cancelled(), clock.instant()));
    running.stop(id);
  }

  private void run(String id) {
    try {
      store
          .find(id)
          .filter(task -> task.state() instanceof TaskState.Working)
          .ifPresent(task -> change(id, attempt(task)));
    } catch (RuntimeException failure) {
      log.error("The outcome of task {} could not be kept", id, failure);
    }
  }

  /** One run of the tool; what it comes to is applied to the task as it is by then. */
  private UnaryOperator<Task> attempt(Task task) {
    TaskCall call = task.call();
    RpcRequest request = new RpcRequest(null, Methods.TOOLS_CALL, call.params());
    McpExchange exchange =
        McpExchange.background(
            request,
            new TaskContext(task.owner()),
            new InputResponses(call.answers()),
            call.memory());
    try {
      ObjectNode result =
          catalog.call(name(request), arguments(request), exchange).toRpcResult().toJson();
      return now -> now.ran(new TaskState.Completed(result), clock.instant());
    } catch (InputRequired asked) {
      return asking(asked, exchange);
    } catch (McpError refused) {
      return failed(refused);
    } catch (RuntimeException failure) {
      log.error("Task {} failed", task.id(), failure);
      return failed(McpError.internal("The server failed to run the task"));
    }
  }

  private UnaryOperator<Task> asking(InputRequired asked, McpExchange exchange) {
    try {
      asked.requireAllowedBy(exchange.capabilities());
    } catch (McpError cannotBeAsked) {
      return failed(cannotBeAsked);
    }
    return now -> now.asking(asked, clock.instant());
  }

  private UnaryOperator<Task> failed(McpError error) {
    return now -> now.ran(new TaskState.Failed(error.toJson()), clock.instant());
  }

  private static String name(RpcRequest request) {
    String name = request.name();
    if (name == null) {
      throw McpError.invalidParams("'name' must be the name of a tool");
    }
    return name;
  }

  private static ObjectNode arguments(RpcRequest request) {
    return request.params().get("arguments") instanceof ObjectNode arguments
        ? arguments
        : McpJson.object();
  }

  private Optional<Task> change(String id, UnaryOperator<Task> change) {
    AtomicBoolean changed = new AtomicBoolean();
    Optional<Task> after =
        store.update(
            id,
            task -> {
              Task next = change.apply(task);
              changed.set(!next.equals(task));
              return next;
            });
    if (changed.get()) {
      told.forEach(listener -> listener.accept(id));
    }
    return after;
  }

  private static McpError tooBusy() {
    String message = "The server runs too many tasks";
    return new McpError(ErrorCodes.TOO_MANY_REQUESTS, message, 429, null, null);
  }

  /** Ends what runs here: its threads will not outlive the process. */
  @Override
  public void close() {
    McpError ended = McpError.internal("The server was shut down while the task ran");
    for (String id : running.ids()) {
      change(id, failed(ended));
      running.stop(id);
    }
    running.close();
  }
}
