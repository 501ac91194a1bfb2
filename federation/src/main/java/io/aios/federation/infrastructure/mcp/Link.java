package io.aios.federation.infrastructure.mcp;

import io.aios.federation.usecase.PeerFailure;
import io.aios.federation.usecase.PeerFailure.Code;
import io.aios.federation.usecase.Peers;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server with one credential. Its session is opened when it is needed and again when it broke; a
 * server that keeps failing is left alone for longer and longer.
 */
final class Link implements AutoCloseable {
  private final McpSession.TransportSource source;
  private final Runnable toolsChanged;
  private final CircuitBreaker breaker;
  private final Duration openTimeout;
  private final ReentrantLock opening = new ReentrantLock();
  private final AtomicInteger users = new AtomicInteger();
  private volatile @Nullable McpSession session;
  private volatile @Nullable Listed listed;
  private volatile long usedAt = System.nanoTime();
  private volatile boolean closed;

  Link(
      McpSession.TransportSource source,
      Runnable toolsChanged,
      CircuitBreaker breaker,
      Duration openTimeout) {
    this.source = source;
    this.toolsChanged = toolsChanged;
    this.breaker = breaker;
    this.openTimeout = openTimeout;
  }

  private record Listed(List<ObjectNode> tools, long at) {}

  List<ObjectNode> tools(Duration timeout, Duration maxAge) {
    Listed known = listed;
    if (known != null && System.nanoTime() - known.at() < maxAge.toNanos()) {
      return known.tools();
    }
    List<ObjectNode> tools = use(open -> open.tools(timeout));
    listed = new Listed(tools, System.nanoTime());
    return tools;
  }

  ObjectNode call(Peers.Call call) {
    return use(open -> open.call(call));
  }

  private <T> T use(Function<McpSession, T> work) {
    users.incrementAndGet();
    try {
      return breaker.executeSupplier(() -> attempt(work));
    } catch (CallNotPermittedException e) {
      throw new PeerFailure(Code.SERVER_FAILING, "It failed too often lately", e);
    } finally {
      usedAt = System.nanoTime();
      users.decrementAndGet();
    }
  }

  /** A server that no longer knows the session has not looked at the request: it is sent again. */
  private <T> T attempt(Function<McpSession, T> work) {
    McpSession open = session();
    try {
      return work.apply(open);
    } catch (PeerFailure failure) {
      if (failure.code() != Code.SERVER_REFUSED || open.alive()) {
        throw failure;
      }
      return work.apply(session());
    }
  }

  private McpSession session() {
    McpSession open = session;
    if (open != null && open.alive()) {
      return open;
    }
    opening.lock();
    try {
      open = session;
      if (open != null && open.alive()) {
        return open;
      }
      if (closed) {
        throw new PeerFailure(Code.SERVER_UNREACHABLE, "It was switched off");
      }
      if (open != null) {
        open.close();
      }
      listed = null;
      McpSession fresh = McpSession.open(source, this::changed, openTimeout);
      session = fresh;
      return fresh;
    } finally {
      opening.unlock();
    }
  }

  private void changed() {
    listed = null;
    toolsChanged.run();
  }

  boolean isIdle(Duration idle) {
    return users.get() == 0 && System.nanoTime() - usedAt > idle.toNanos();
  }

  @Override
  public void close() {
    closed = true;
    opening.lock();
    try {
      McpSession open = session;
      if (open != null) {
        open.close();
        session = null;
      }
    } finally {
      opening.unlock();
    }
  }
}
