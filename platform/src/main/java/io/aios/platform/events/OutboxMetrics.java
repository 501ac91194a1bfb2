package io.aios.platform.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** How much waits in the outbox, and how long. */
final class OutboxMetrics implements MeterBinder {
  private final OutboxRelay relay;
  private final InstantSource clock;

  OutboxMetrics(OutboxRelay relay, InstantSource clock) {
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("aios.outbox.backlog", relay, source -> source.status().backlog())
        .description("Events that wait to be published")
        .register(registry);
    TimeGauge.builder("aios.outbox.lag", this, TimeUnit.MILLISECONDS, OutboxMetrics::lagMillis)
        .description("Age of the event that waits longest")
        .register(registry);
  }

  private double lagMillis() {
    Instant oldest = relay.status().oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis();
  }
}
