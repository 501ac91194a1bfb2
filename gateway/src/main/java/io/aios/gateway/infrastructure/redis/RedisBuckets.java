package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Buckets kept in Redis. */
@Component
final class RedisBuckets {
  private static final Duration KEEP_AFTER_REFILL = Duration.ofSeconds(10);

  private final RedisLink link;
  private final QuotaProperties properties;
  private volatile @Nullable ProxyManager<byte[]> buckets;

  RedisBuckets(RedisLink link, QuotaProperties properties) {
    this.link = link;
    this.properties = properties;
  }

  /**
   * Empty until Redis was reached for the first time. The bucket answers from memory and tells
   * Redis of what it gave out after a tenth of the limit or the sync interval.
   *
   * @param limit the smallest number of units that the configuration holds
   */
  Optional<Bucket> find(String key, BucketConfiguration configuration, long limit) {
    ProxyManager<byte[]> connected = manager();
    if (connected == null) {
      return Optional.empty();
    }
    var delay = new DelayParameters(Math.max(1, limit / 10), properties.syncInterval());
    return Optional.of(
        connected
            .builder()
            .withOptimization(Optimizations.delaying(delay))
            .build(("aios:quota:" + key).getBytes(UTF_8), () -> configuration));
  }

  private @Nullable ProxyManager<byte[]> manager() {
    ProxyManager<byte[]> known = buckets;
    var connection = link.connection();
    if (known != null || connection == null) {
      return known;
    }
    known =
        Bucket4jLettuce.casBasedBuilder(connection)
            .requestTimeout(properties.redisTimeout())
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                    KEEP_AFTER_REFILL))
            .build();
    buckets = known;
    return known;
  }
}
