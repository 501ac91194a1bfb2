package io.aios.federation.interfaces.schedule;

import io.aios.federation.usecase.KeepServers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at the servers again and again. The first look ends before this service is registered, so
 * that the gateway never meets it without its aliases.
 */
@Component
class ServerLook implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ServerLook.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Registration has phase 0. */
  private static final int BEFORE_REGISTRATION = -1;

  private final KeepServers keep;
  private volatile boolean running;

  ServerLook(KeepServers keep) {
    this.keep = keep;
  }

  @Override
  public void start() {
    running = true;
    look();
    Thread.ofVirtual().name("server-look").start(this::lookOn);
  }

  private void lookOn() {
    while (running) {
      LockSupport.parkNanos(INTERVAL.toNanos());
      look();
    }
  }

  private void look() {
    try {
      keep.look();
    } catch (RuntimeException e) {
      log.error("The external servers could not be looked at", e);
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

  @Override
  public int getPhase() {
    return BEFORE_REGISTRATION;
  }
}
