package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.Interpreter;
import io.aios.python.usecase.Interpreters.Fresh;
import io.aios.python.usecase.Workspaces;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interpreters that wait with the usual libraries imported. Each serves once. One thread refills,
 * so that at most one import of a second takes a processor from the runs.
 */
final class WarmPool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WarmPool.class);

  private final Supplier<Fresh> source;
  private final Workspaces workspaces;
  private final int size;
  private final Deque<Fresh> waiting = new ArrayDeque<>();
  private final ExecutorService refiller =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("python-warm-pool").factory());
  private boolean closed;

  WarmPool(Supplier<Fresh> source, Workspaces workspaces, int size) {
    this.source = source;
    this.workspaces = workspaces;
    this.size = size;
  }

  Optional<Fresh> take() {
    Optional<Fresh> taken = poll();
    while (taken.isPresent() && taken.get().interpreter().ended().isPresent()) {
      discard(taken.get());
      taken = poll();
    }
    refill();
    return taken;
  }

  /** Starts what is missing, in the background. */
  void refill() {
    try {
      refiller.execute(this::addMissing);
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nothing more is needed.
    }
  }

  synchronized int waiting() {
    return waiting.size();
  }

  @Override
  public void close() {
    refiller.shutdownNow();
    List<Fresh> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
    }
    left.forEach(this::discard);
  }

  private void addMissing() {
    try {
      while (wanted()) {
        Fresh fresh = source.get();
        if (!(fresh.interpreter() instanceof SandboxedInterpreter interpreter)
            || !interpreter.awaitReady()
            || !add(fresh)) {
          discard(fresh);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("No interpreter can be kept warm: {}", e.getMessage());
    }
  }

  private synchronized boolean wanted() {
    return !closed && waiting.size() < size;
  }

  private synchronized boolean add(Fresh fresh) {
    return !closed && waiting.add(fresh);
  }

  private synchronized Optional<Fresh> poll() {
    return Optional.ofNullable(waiting.poll());
  }

  private void discard(Fresh fresh) {
    try (Interpreter interpreter = fresh.interpreter()) {
      log.debug("An interpreter is let go: {}", interpreter.ended());
    }
    workspaces.remove(fresh.workspace());
  }
}
