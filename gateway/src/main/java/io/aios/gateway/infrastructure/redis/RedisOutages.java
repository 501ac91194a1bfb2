package io.aios.gateway.infrastructure.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Whether Redis is away: after a failure it is not asked again for a while. */
@Component
final class RedisOutages {
  private static final Logger log = LoggerFactory.getLogger(RedisOutages.class);

  private final long pauseNanos;
  private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
  private final Counter failures;

  RedisOutages(QuotaProperties properties, MeterRegistry metrics) {
    this.pauseNanos = properties.redisRetry().toNanos();
    this.failures = metrics.counter("aios.gateway.quota.redis.failures");
  }

  boolean isAway() {
    return System.nanoTime() - awayUntil.get() < 0;
  }

  void failed(Exception cause) {
    awayUntil.set(System.nanoTime() + pauseNanos);
    failures.increment();
    log.warn("Redis is away, limits are kept by this replica: {}", cause.toString());
  }
}
