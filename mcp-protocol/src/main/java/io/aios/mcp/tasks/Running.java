package io.aios.mcp.tasks;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The tasks at work in this process: each can be interrupted, and is when its time is up. */
final class Running implements AutoCloseable {
  private final Map<String, FutureTask<?>> running = new ConcurrentHashMap<>();
  private final Executor executor;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("mcp-task-timer").factory());

  Running(Executor executor) {
    this.executor = executor;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * @throws RejectedExecutionException if the executor takes no more
   */
  void start(String id, Runnable work, Duration limit) {
    FutureTask<?> future = new FutureTask<>(work, null);
    running.put(id, future);
    ScheduledFuture<?> timeout =
        timer.schedule(() -> stop(id), limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      executor.execute(
          () -> {
            try {
              future.run();
            } finally {
              running.remove(id, future);
              timeout.cancel(false);
            }
          });
    } catch (RejectedExecutionException full) {
      running.remove(id, future);
      timeout.cancel(false);
      throw full;
    }
  }

  void stop(String id) {
    FutureTask<?> future = running.get(id);
    if (future != null) {
      future.cancel(true);
    }
  }

  Set<String> ids() {
    return Set.copyOf(running.keySet());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
