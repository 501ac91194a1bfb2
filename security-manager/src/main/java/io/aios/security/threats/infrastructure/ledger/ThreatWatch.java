package io.aios.security.threats.infrastructure.ledger;

import io.aios.security.threats.usecase.WatchLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * The thread that watches the ledger. It has nothing to do with the one that writes it: whatever
 * happens here, records are kept and calls go on. A fault is a detail of health, since the service
 * does everything else without detection.
 */
public final class ThreatWatch implements SmartLifecycle, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(ThreatWatch.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private static final Duration STOP = Duration.ofSeconds(2);

  /** Records of several gateways arrive within this. */
  private static final Duration LATE = Duration.ofSeconds(5);

  private final WatchLedger ledger;
  private final Duration poll;
  private final Clock clock;
  private volatile boolean running;
  private volatile @Nullable Thread watcher;
  private volatile @Nullable String fault;

  public ThreatWatch(WatchLedger ledger, Duration poll, Clock clock) {
    this.ledger = ledger;
    this.poll = poll;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    watcher = Thread.ofPlatform().daemon().name("threat-watch").start(this::watch);
  }

  private void watch() {
    while (running) {
      LockSupport.parkNanos((step() ? poll : AFTER_FAULT).toNanos());
    }
  }

  private boolean step() {
    try {
      if (fault != null) {
        ledger.begin();
      }
      boolean more = true;
      while (running && more) {
        more = ledger.watchNext();
      }
      ledger.pause(clock.instant().minus(LATE));
      fault = null;
      return true;
    } catch (RuntimeException e) {
      if (fault == null) {
        log.warn("Threats are not detected: {}", e.toString());
      }
      fault = e.toString();
      return false;
    }
  }

  @Override
  public void stop() {
    running = false;
    Thread present = watcher;
    if (present != null) {
      LockSupport.unpark(present);
      try {
        present.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public Health health() {
    String present = fault;
    return present == null
        ? Health.up().build()
        : Health.up().withDetail("cause", "Threats are not detected: " + present).build();
  }
}
