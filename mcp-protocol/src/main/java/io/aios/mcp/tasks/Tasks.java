package io.aios.mcp.tasks;

import io.aios.mcp.Extensions;
import io.aios.mcp.McpError;
import io.aios.mcp.Methods;
import io.aios.mcp.RpcRequest;
import io.aios.mcp.input.InputResponses;
import io.aios.mcp.server.Background;
import io.aios.mcp.server.Feature;
import io.aios.mcp.server.McpExchange;
import io.aios.mcp.server.McpServer;
import io.aios.mcp.server.Members;
import io.aios.mcp.server.RpcResult;
import io.aios.mcp.subscriptions.WatchedTasks;
import io.aios.mcp.tools.ToolCatalog;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools as tasks: {@code tasks/get}, {@code tasks/update}, {@code tasks/cancel}. A task is known to
 * its owner only; to others it is as unknown as one that never was.
 */
public final class Tasks implements Feature, Background, WatchedTasks, AutoCloseable {
  private static final int ID_BYTES = 24;

  private final TaskStore store;
  private final TaskTimes times;
  private final Clock clock;
  private final Worker worker;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param catalog the tools that {@code tools/call} reaches
   * @param executor runs each task, a thread of its own is best; it may hand on what is bound to
   *     the calling thread, such as a trace
   */
  public Tasks(
      ToolCatalog catalog, TaskStore store, TaskTimes times, Clock clock, Executor executor) {
    this.store = store;
    this.times = times;
    this.clock = clock;
    this.worker = new Worker(catalog, store, clock, executor);
  }

  @Override
  public void register(McpServer.Builder server) {
    server
        .modernCapability(
            "extensions", Extensions.capability(Extensions.TASKS).path("extensions").asObject())
        .background(this)
        .modern(Methods.TASKS_GET, this::get)
        .modern(Methods.TASKS_UPDATE, this::update)
        .modern(Methods.TASKS_CANCEL, this::cancel);
  }

  @Override
  public RpcResult start(RpcRequest request, McpExchange exchange) {
    Instant now = clock.instant();
    TaskCall call =
        new TaskCall(
            request.params(), 0, exchange.inputResponses().json(), exchange.requestState());
    Task.Lifetime lifetime = new Task.Lifetime(now, now, times.ttl());
    Task task = new Task(newId(), owner(exchange), lifetime, new TaskState.Working(), call);
    store.add(task);
    worker.start(task);
    return RpcResult.of("task", task.toJson(times.pollInterval()));
  }

  private RpcResult get(RpcRequest request, McpExchange exchange) {
    Task task = find(request, exchange);
    return RpcResult.of("complete", task.toDetailedJson(times.pollInterval()));
  }

  private RpcResult update(RpcRequest request, McpExchange exchange) {
    Task task = find(request, exchange);
    JsonNode responses = request.params().get("inputResponses");
    if (responses == null) {
      throw McpError.invalidParams("'inputResponses' is missing");
    }
    worker.answer(task.id(), InputResponses.of(responses));
    return RpcResult.of(Members.NONE);
  }

  private RpcResult cancel(RpcRequest request, McpExchange exchange) {
    worker.cancel(find(request, exchange).id());
    return RpcResult.of(Members.NONE);
  }

  private Task find(RpcRequest request, McpExchange exchange) {
    requireExtension(exchange);
    return Optional.ofNullable(request.name())
        .flatMap(store::find)
        .filter(task -> isOwner(task, exchange))
        .orElseThrow(() -> McpError.invalidParams("There is no such task, or it has expired"));
  }

  @Override
  public Set<String> watchable(List<String> ids, McpExchange exchange) {
    requireExtension(exchange);
    Set<String> own = new LinkedHashSet<>(ids);
    own.removeIf(id -> store.find(id).filter(task -> isOwner(task, exchange)).isEmpty());
    return own;
  }

  @Override
  public Optional<ObjectNode> describe(String id) {
    return store.find(id).map(task -> task.toDetailedJson(times.pollInterval()));
  }

  @Override
  public void whenChanged(Consumer<String> told) {
    worker.whenChanged(told);
  }

  private static void requireExtension(McpExchange exchange) {
    if (!exchange.capabilities().path("extensions").has(Extensions.TASKS)) {
      throw McpError.missingExtension(Extensions.TASKS);
    }
  }

  private static boolean isOwner(Task task, McpExchange exchange) {
    return Objects.equals(task.owner(), owner(exchange));
  }

  private static @Nullable String owner(McpExchange exchange) {
    Principal principal = exchange.principal();
    return principal == null ? null : principal.getName();
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Stops what runs in this process; those tasks have failed. */
  @Override
  public void close() {
    worker.close();
  }
}
