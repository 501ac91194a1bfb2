package io.aios.gateway.infrastructure.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One thread that ends calls whose time is over or whose caller has hung up. A blocked servlet
 * request is told of neither, and a timer per call would cost more than looking at all of them.
 */
@Component
final class CallWatch implements SmartLifecycle {
  private final Set<RunningCall> calls = ConcurrentHashMap.newKeySet();
  private final long intervalNanos;
  private volatile boolean running;

  CallWatch(UpstreamProperties properties) {
    this.intervalNanos = properties.watchInterval().toNanos();
  }

  void add(RunningCall call) {
    calls.add(call);
  }

  void remove(RunningCall call) {
    calls.remove(call);
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("call-watch").start(this::watch);
  }

  private void watch() {
    while (running) {
      LockSupport.parkNanos(intervalNanos);
      long now = System.nanoTime();
      calls.forEach(call -> call.check(now, intervalNanos));
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Calls may run until the web server has stopped; so must their watch. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
