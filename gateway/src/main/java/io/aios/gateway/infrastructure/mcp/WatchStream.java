package io.aios.gateway.infrastructure.mcp;

import io.aios.gateway.usecase.WatchedServers.Heard;
import io.aios.gateway.usecase.WatchedServers.Wanted;
import io.aios.gateway.usecase.WatchedServers.Watch;
import io.aios.mcp.McpError;
import io.aios.mcp.client.ChangeListener;
import io.aios.mcp.client.Interests;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.client.Subscription;
import io.aios.platform.web.Problem;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One caller listening at one server. */
final class WatchStream implements Watch, ChangeListener {
  private static final Logger log = LoggerFactory.getLogger(WatchStream.class);

  private final Supplier<McpClient> server;
  private final Wanted wanted;
  private final Heard heard;
  private final CatalogueProperties properties;
  private volatile Set<String> resources = Set.of();
  private volatile Set<String> tasks = Set.of();
  private @Nullable Subscription subscription;
  private volatile boolean closed;

  WatchStream(
      Supplier<McpClient> server, Wanted wanted, Heard heard, CatalogueProperties properties) {
    this.server = server;
    this.wanted = wanted;
    this.heard = heard;
    this.properties = properties;
  }

  /** Tries it once. */
  boolean open() {
    try {
      Interests interests = new Interests(false, false, false, wanted.resources(), wanted.tasks());
      keep(server.get().listen(interests, this, properties.timeout()));
      return true;
    } catch (McpError | McpUnreachable | Problem refused) {
      log.debug("{} is not listened to: {}", wanted.access().service(), refused.getMessage());
      return false;
    }
  }

  private synchronized void keep(Subscription open) {
    subscription = open;
    if (closed) {
      open.close();
    }
  }

  @Override
  public void accepted(JsonNode accepted) {
    resources = strings(accepted.path("resourceSubscriptions"));
    tasks = strings(accepted.path("taskIds"));
  }

  private static Set<String> strings(JsonNode array) {
    return array.valueStream().map(name -> name.asString("")).collect(Collectors.toSet());
  }

  @Override
  public void resourceUpdated(String uri) {
    if (wanted.resources().contains(uri)) {
      heard.resourceUpdated(uri);
    }
  }

  @Override
  public void taskChanged(JsonNode task) {
    if (wanted.tasks().contains(task.path("taskId").asString(""))) {
      heard.taskChanged(task);
    }
  }

  /** Not on the reading thread, which must not wait. */
  @Override
  public void ended(@Nullable Throwable failure) {
    Thread.startVirtualThread(this::openAgain);
  }

  private void openAgain() {
    boolean open = false;
    while (!open && !closed) {
      LockSupport.parkNanos(properties.retry().toNanos());
      open = closed || open();
    }
  }

  @Override
  public Set<String> resources() {
    return resources;
  }

  @Override
  public Set<String> tasks() {
    return tasks;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.close();
    }
  }
}
