package io.aios.platform.secrets;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Keeps the keys wrapped by the primary master key, from when the service has started. */
final class SecretsRefresh implements SmartInitializingSingleton, DisposableBean {
  private final Secrets secrets;
  private final Duration interval;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("secrets").factory());

  SecretsRefresh(Secrets secrets, Duration interval) {
    this.secrets = secrets;
    this.interval = interval;
  }

  @Override
  public void afterSingletonsInstantiated() {
    ScheduledFuture<?> _ =
        clock.scheduleWithFixedDelay(
            secrets::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
  }
}
