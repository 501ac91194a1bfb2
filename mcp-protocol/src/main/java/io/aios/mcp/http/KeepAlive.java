package io.aios.mcp.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One thread that reminds all long calls of an endpoint, at an interval, to show life. */
final class KeepAlive implements AutoCloseable {
  private final Map<ReplyStream, Long> sinceNanos = new ConcurrentHashMap<>();
  private final long intervalNanos;
  private final Thread ticker;
  private volatile boolean closed;

  KeepAlive(Duration interval) {
    this.intervalNanos = interval.toNanos();
    this.ticker = Thread.ofVirtual().name("mcp-keep-alive").start(this::tick);
  }

  void add(ReplyStream stream) {
    sinceNanos.put(stream, System.nanoTime());
  }

  void remove(ReplyStream stream) {
    sinceNanos.remove(stream);
  }

  private void tick() {
    while (!closed) {
      LockSupport.parkNanos(intervalNanos);
      long now = System.nanoTime();
      sinceNanos.forEach(
          (stream, since) -> {
            if (now - since > intervalNanos) {
              // A client that does not read blocks the write: only its own thread may wait for it.
              Thread.startVirtualThread(stream::keepAlive);
            }
          });
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(ticker);
  }
}
