package io.aios.platform.tools;

import io.aios.mcp.input.InputResponses;
import io.aios.mcp.server.McpExchange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running call. Invariant: the thread is interrupted by {@link #expire} only between creation and
 * {@link #finish}, which is why both hold the monitor.
 */
final class ActiveCall implements ToolCall {
  private static final long PROGRESS_INTERVAL_NANOS = 50_000_000;

  private final Caller caller;
  private final McpExchange exchange;
  private final Thread worker = Thread.currentThread();
  private final long startedNanos = System.nanoTime();
  private final Duration limit;
  private boolean running = true;
  private volatile boolean timedOut;
  private volatile @Nullable ToolUndo undo;
  private final Object reporting = new Object();
  private double reported = -1;
  private long reportedNanos = startedNanos - PROGRESS_INTERVAL_NANOS;

  ActiveCall(Caller caller, McpExchange exchange, Duration limit) {
    this.caller = caller;
    this.exchange = exchange;
    this.limit = limit;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Duration remaining() {
    Duration left = limit.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public boolean cancelled() {
    return timedOut || exchange.cancelled();
  }

  @Override
  public void undo(ToolUndo said) {
    undo = said;
  }

  @Nullable ToolUndo undo() {
    return undo;
  }

  /** Told at most twenty times a second, and only what is new. */
  @Override
  public void progress(double fraction, String message) {
    // Not the monitor that expire() needs: a caller who reads slowly must not hold up the timer.
    synchronized (reporting) {
      long now = System.nanoTime();
      boolean due = now - reportedNanos >= PROGRESS_INTERVAL_NANOS || fraction >= 1;
      if (due && fraction > reported) {
        reported = fraction;
        reportedNanos = now;
        exchange.progress(fraction, 1, message);
      }
    }
  }

  @Override
  public InputResponses answers() {
    return exchange.inputResponses();
  }

  @Override
  public @Nullable ObjectNode remembered() {
    return exchange.requestState();
  }

  @Override
  public void mayRunAsTask() {
    exchange.mayRunAsTask();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  Duration limit() {
    return limit;
  }

  boolean timedOut() {
    return timedOut;
  }

  synchronized void expire() {
    if (running) {
      timedOut = true;
      worker.interrupt();
    }
  }

  /** After this the thread is no longer interrupted, and no interrupt of ours is left on it. */
  synchronized boolean finish() {
    running = false;
    return timedOut && Thread.interrupted();
  }
}
