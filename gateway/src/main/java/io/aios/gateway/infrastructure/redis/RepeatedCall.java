package io.aios.gateway.infrastructure.redis;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One call of a caller, and how often it was made since the window began. */
final class RepeatedCall {
  private static final int ALONE = 4;

  private final RedisBuckets redis;
  private final String name;
  private final int most;
  private final Duration window;
  private final long endNanos;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private volatile @Nullable Bucket shared;

  RepeatedCall(RedisBuckets redis, String name, int most, Duration window) {
    this.redis = redis;
    this.name = name;
    this.most = most;
    this.window = window;
    this.endNanos = System.nanoTime() + window.toNanos();
  }

  /**
   * @return how long to wait; zero when the call may be made
   * @throws RuntimeException when Redis is due to be told and does not answer
   */
  Duration count() {
    int times = made.incrementAndGet();
    if (times > most || times < most / ALONE) {
      return left(times <= most);
    }
    Bucket bucket = bucket();
    if (bucket == null) {
      return Duration.ZERO;
    }
    int untold = times - told.getAndAccumulate(times, Math::max);
    if (untold <= 0) {
      return Duration.ZERO;
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(untold);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  Duration countLocally() {
    return left(made.incrementAndGet() <= most);
  }

  /** Until the window ends, unless the call fits. */
  private Duration left(boolean fits) {
    return fits ? Duration.ZERO : Duration.ofNanos(Math.max(1, endNanos - System.nanoTime()));
  }

  private @Nullable Bucket bucket() {
    Bucket known = shared;
    if (known == null) {
      BucketConfiguration configuration =
          BucketConfiguration.builder()
              .addLimit(bandwidth -> bandwidth.capacity(most).refillIntervally(most, window))
              .build();
      known = redis.find("call-loop " + name, configuration, most).orElse(null);
      shared = known;
    }
    return known;
  }
}
