package io.aios.orchestrator.interfaces.schedule;

import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.ForgetCommands;
import io.aios.orchestrator.usecase.Leases;
import io.aios.orchestrator.usecase.LeaveCommands;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.orchestrator.usecase.RecoverCommands;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Renews this orchestrator's lease and takes over from those that fell silent. */
@Component
final class LeaseKeeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int TICKS_PER_CLEANING = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Leases leases;
  private final RecoverCommands recovery;
  private final LeaveCommands departure;
  private final Commands commands;
  private final ForgetCommands forgetting;
  private final Duration interval;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> ticking;
  private long ticks;
  private boolean troubled;

  LeaseKeeper(
      Leases leases,
      RecoverCommands recovery,
      LeaveCommands departure,
      Commands commands,
      ForgetCommands forgetting,
      OrchestratorProperties properties) {
    this.leases = leases;
    this.recovery = recovery;
    this.departure = departure;
    this.commands = commands;
    this.forgetting = forgetting;
    this.interval = properties.leaseTime().dividedBy(3);
  }

  /** The first lease is there before the first command is accepted. */
  @Override
  public void start() {
    keep();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease-keeper").factory());
    ticking =
        timer.scheduleWithFixedDelay(
            this::keep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer = null;
    }
    try {
      departure.leave(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn(
          "Commands could not be handed over, others will wait for the lease: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return ticking != null && !ticking.isDone();
  }

  /** Before the web server starts, after it has stopped. */
  @Override
  public int getPhase() {
    return 1;
  }

  private void keep() {
    try {
      leases.renew();
      recovery.recover();
      if (ticks++ % TICKS_PER_CLEANING == 0) {
        commands.forgetExpiredKeys();
        forgetting.forget();
      }
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        log.warn("The lease could not be renewed: {}", e.getMessage());
        troubled = true;
      }
    }
  }
}
