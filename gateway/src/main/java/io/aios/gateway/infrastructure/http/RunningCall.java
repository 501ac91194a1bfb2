package io.aios.gateway.infrastructure.http;

import io.aios.gateway.usecase.CallerConnection;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * A call in flight. Invariant: the caller's connection is looked at only while {@code end} is
 * {@code RUNNING}, under the lock; afterwards it may already serve another request.
 */
final class RunningCall {
  /** How a call ended, as far as the gateway ended it. */
  enum End {
    RUNNING,
    DONE,
    TIMED_OUT,
    CALLER_GONE
  }

  private final Duration timeout;
  private final Duration most;
  private final boolean callersTimeout;
  private final long startNanos = System.nanoTime();
  private volatile long heardNanos = startNanos;
  private final Optional<CallerConnection> caller;
  private Cancellable exchange = () -> false;
  private End end = End.RUNNING;

  /**
   * @param callersTimeout the limit is the caller's own, so that passing it says nothing of the
   *     service
   */
  RunningCall(Duration timeout, boolean callersTimeout, Optional<CallerConnection> caller) {
    this(timeout, timeout, callersTimeout, caller);
  }

  /**
   * @param most how long it may take, progress or not; where the limit is the caller's own, no
   *     longer than that
   */
  RunningCall(
      Duration timeout, Duration most, boolean callersTimeout, Optional<CallerConnection> caller) {
    this.timeout = timeout;
    this.most = callersTimeout ? timeout : most;
    this.callersTimeout = callersTimeout;
    this.caller = caller;
  }

  /** The exchange to cancel; it is cancelled at once when the call has been ended meanwhile. */
  synchronized void runs(Cancellable newExchange) {
    exchange = newExchange;
    if (end != End.RUNNING) {
      exchange.cancel();
    }
  }

  synchronized void check(long nowNanos, long callerCheckedAfterNanos) {
    if (end != End.RUNNING) {
      return;
    }
    long elapsed = nowNanos - startNanos;
    if (nowNanos - heardNanos > timeout.toNanos() || elapsed > most.toNanos()) {
      cancel(End.TIMED_OUT);
    } else if (elapsed > callerCheckedAfterNanos && caller.isPresent() && caller.get().closed()) {
      cancel(End.CALLER_GONE);
    }
  }

  /** The service told of progress: its time begins anew. */
  void progressed(long nowNanos) {
    heardNanos = nowNanos;
  }

  private void cancel(End reason) {
    end = reason;
    exchange.cancel();
  }

  synchronized End finish() {
    if (end == End.RUNNING) {
      end = End.DONE;
    }
    return end;
  }

  synchronized End end() {
    return end;
  }

  boolean isCallersTimeout() {
    return callersTimeout;
  }

  Duration timeout() {
    return timeout;
  }

  long elapsedMillis() {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
  }
}
