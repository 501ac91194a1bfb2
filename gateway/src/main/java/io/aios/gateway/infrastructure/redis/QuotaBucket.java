package io.aios.gateway.infrastructure.redis;

import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaLevel;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One bucket: its shared state in Redis, and the local one that stands in for it. */
final class QuotaBucket {
  private final RedisBuckets redis;
  private final String key;
  private final String quota;
  private final QuotaProperties.Limit limit;
  private final Bucket local;
  private volatile @Nullable Bucket shared;

  QuotaBucket(RedisBuckets redis, String key, String quota, QuotaProperties.Limit limit) {
    this.redis = redis;
    this.key = key;
    this.quota = quota;
    this.limit = limit;
    this.local =
        Bucket.builder()
            .addLimit(
                bandwidth ->
                    bandwidth.capacity(limit.calls()).refillGreedy(limit.calls(), limit.window()))
            .build();
  }

  /**
   * @throws RuntimeException when Redis is due to be told and does not answer
   */
  QuotaDecision take() {
    Bucket known = shared;
    if (known == null) {
      known = redis.find(key, limit).orElse(null);
      shared = known;
    }
    return takeFrom(known == null ? local : known);
  }

  QuotaDecision takeLocally() {
    return takeFrom(local);
  }

  QuotaLevel level() {
    Bucket known = shared;
    long left = (known == null ? local : known).getAvailableTokens();
    return new QuotaLevel(quota, limit.calls(), limit.window(), left);
  }

  QuotaLevel levelLocally() {
    return new QuotaLevel(quota, limit.calls(), limit.window(), local.getAvailableTokens());
  }

  private QuotaDecision takeFrom(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? QuotaDecision.WITHIN
        : new QuotaDecision.Exceeded(
            quota,
            limit.calls(),
            limit.window(),
            Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }
}
