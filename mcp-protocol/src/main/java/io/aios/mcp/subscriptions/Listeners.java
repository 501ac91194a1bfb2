package io.aios.mcp.subscriptions;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The open streams, counted per caller. */
final class Listeners {
  private final Set<Listener> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> perPrincipal = new ConcurrentHashMap<>();
  private final AtomicInteger total = new AtomicInteger();
  private final ListenLimits limits;
  private volatile boolean closed;

  Listeners(ListenLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws McpError if there are too many
   */
  void add(Listener listener, String principal) {
    if (total.incrementAndGet() > limits.total()) {
      total.decrementAndGet();
      throw tooMany("The server has " + limits.total() + " listeners already");
    }
    int own = perPrincipal.merge(principal, 1, Integer::sum);
    open.add(listener);
    if (own > limits.perPrincipal()) {
      remove(listener, principal);
      throw tooMany("You have " + limits.perPrincipal() + " listeners already");
    }
    if (closed) {
      listener.close();
    }
  }

  void remove(Listener listener, String principal) {
    open.remove(listener);
    perPrincipal.computeIfPresent(principal, (name, count) -> count > 1 ? count - 1 : null);
    total.decrementAndGet();
  }

  void forEach(Consumer<Listener> action) {
    open.forEach(action);
  }

  int size() {
    return total.get();
  }

  /** Ends all, also those that come later. */
  void close() {
    closed = true;
    open.forEach(Listener::close);
  }

  private static McpError tooMany(String message) {
    return new McpError(ErrorCodes.TOO_MANY_REQUESTS, message, 429, null, null);
  }
}
