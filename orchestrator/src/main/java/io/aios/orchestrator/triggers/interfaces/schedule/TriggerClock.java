package io.aios.orchestrator.triggers.interfaces.schedule;

import io.aios.orchestrator.triggers.usecase.FireDueTriggers;
import io.aios.orchestrator.triggers.usecase.ForgetFirings;
import io.aios.orchestrator.triggers.usecase.SubmitFirings;
import io.aios.orchestrator.triggers.usecase.TriggerProperties;
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

/** Fires what is due and submits what has fired. */
@Component
final class TriggerClock implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TriggerClock.class);
  private static final Duration CLEANING = Duration.ofHours(1);

  private final FireDueTriggers due;
  private final SubmitFirings submissions;
  private final ForgetFirings history;
  private final Duration poll;
  private @Nullable ScheduledExecutorService timer;
  private @Nullable Future<?> ticking;
  private @Nullable Future<?> cleaning;
  private boolean troubled;

  TriggerClock(
      FireDueTriggers due,
      SubmitFirings submissions,
      ForgetFirings history,
      TriggerProperties properties) {
    this.due = due;
    this.submissions = submissions;
    this.history = history;
    this.poll = properties.poll();
  }

  @Override
  public void start() {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("trigger-clock").factory());
    long millis = poll.toMillis();
    ticking = timer.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    cleaning =
        timer.scheduleWithFixedDelay(
            () -> guarded(history::forgetOld), 1, CLEANING.toMinutes(), TimeUnit.MINUTES);
  }

  @Override
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
      timer.close();
      timer = null;
    }
  }

  @Override
  public boolean isRunning() {
    return ticking != null && !ticking.isDone() && cleaning != null;
  }

  /** Begins after the lease is there, ends before the web server does. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void tick() {
    guarded(
        () -> {
          due.fireDue();
          submissions.submitPending();
        });
  }

  private void guarded(Runnable work) {
    try {
      work.run();
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        log.warn("Triggers wait: {}", e.getMessage());
        troubled = true;
      }
    }
  }
}
