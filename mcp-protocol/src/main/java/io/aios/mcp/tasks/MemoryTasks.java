package io.aios.mcp.tasks;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tasks of one process, lost with it. Expired ones make room when it is needed. */
public final class MemoryTasks implements TaskStore {
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final int perOwner;
  private final int total;
  private final Clock clock;

  /**
   * @param perOwner tasks kept for one principal, ended ones included; more are refused with 429
   * @param total tasks kept; more are refused with 429
   */
  public MemoryTasks(int perOwner, int total, Clock clock) {
    this.perOwner = perOwner;
    this.total = total;
    this.clock = clock;
  }

  @Override
  public synchronized void add(Task task) {
    tasks.values().removeIf(kept -> kept.isExpired(clock.instant()));
    if (tasks.size() >= total) {
      throw tooMany("The server keeps " + total + " tasks already");
    }
    if (ownedBy(task.owner()) >= perOwner) {
      throw tooMany("You have " + perOwner + " tasks already");
    }
    tasks.put(task.id(), task);
  }

  private long ownedBy(@Nullable String owner) {
    return tasks.values().stream().filter(task -> Objects.equals(task.owner(), owner)).count();
  }

  @Override
  public Optional<Task> find(String id) {
    return Optional.ofNullable(tasks.get(id)).filter(task -> !task.isExpired(clock.instant()));
  }

  @Override
  public Optional<Task> update(String id, UnaryOperator<Task> change) {
    Task changed =
        tasks.computeIfPresent(
            id, (key, task) -> task.isExpired(clock.instant()) ? null : change.apply(task));
    return Optional.ofNullable(changed);
  }

  /** Tasks kept now, expired ones included. */
  public int size() {
    return tasks.size();
  }

  private static McpError tooMany(String message) {
    return new McpError(ErrorCodes.TOO_MANY_REQUESTS, message, 429, null, null);
  }
}
