package io.aios.orchestrator.interfaces.schedule;

import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.ForgetCommands;
import io.aios.orchestrator.usecase.Leases;
import io.aios.orchestrator.usecase.LeaveCommands;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.orchestrator.usecase.RecoverCommands;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Renews this orchestrator's lease and takes over from those that fell silent. Each on a thread of
 * its own: who takes over thousands of commands must not fall silent over it.
 */
@Component
final class LeaseKeeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int RECOVERIES_PER_CLEANING = 1200;

  /** Looking costs one query; what is found has been nobody's for the lease time already. */
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

  private final Leases leases;
  private final RecoverCommands recovery;
  private final LeaveCommands departure;
  private final Commands commands;
  private final ForgetCommands forgetting;
  private final Duration interval;
  private final Duration stopWait;
  private final Set<String> troubles = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> renewing;
  private @Nullable Future<?> recovering;
  private long recoveries;

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
    this.stopWait = properties.stopWait();
  }

  /** The first lease is there before the first command is accepted. */
  @Override
  public void start() {
    renew();
    timer =
        Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("lease-keeper-", 0).factory());
    long millis = interval.toMillis();
    renewing = timer.scheduleWithFixedDelay(this::renew, millis, millis, TimeUnit.MILLISECONDS);
    long look = Math.min(millis, LOOK_INTERVAL.toMillis());
    recovering = timer.scheduleWithFixedDelay(this::recover, 0, look, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    try {
      if (timer != null) {
        timer.shutdownNow();
        // A late sign of life would keep the others waiting.
        timer.awaitTermination(stopWait.toMillis(), TimeUnit.MILLISECONDS);
        timer = null;
      }
      departure.leave(stopWait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn(
          "Commands could not be handed over, others will wait for the lease: {}", e.getMessage());
    }
  }

  @Override
  public boolean isRunning() {
    return isUnderWay(renewing) && isUnderWay(recovering);
  }

  private static boolean isUnderWay(@Nullable Future<?> task) {
    return task != null && !task.isDone();
  }

  /** Before the web server starts, after it has stopped. */
  @Override
  public int getPhase() {
    return 1;
  }

  private void renew() {
    attempt("The lease could not be renewed", leases::renew);
  }

  private void recover() {
    attempt("No commands could be taken over", recovery::recover);
    if (recoveries++ % RECOVERIES_PER_CLEANING == 0) {
      attempt("Nothing old could be removed", this::clean);
    }
  }

  private void clean() {
    commands.forgetExpiredKeys();
    forgetting.forget();
  }

  /** Says once that it is in trouble, not at every try. */
  private void attempt(String trouble, Runnable work) {
    try {
      work.run();
      troubles.remove(trouble);
    } catch (RuntimeException e) {
      if (troubles.add(trouble)) {
        log.warn("{}: {}", trouble, e.getMessage());
      }
    }
  }
}
