package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Buckets kept in Redis. The connection is made in the background, so that the gateway starts
 * without Redis; once made, Lettuce keeps it.
 */
@Component
final class RedisBuckets implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RedisBuckets.class);
  private static final Duration KEEP_AFTER_REFILL = Duration.ofSeconds(10);

  private final LettuceConnectionFactory factory;
  private final QuotaProperties properties;
  private volatile @Nullable ProxyManager<byte[]> buckets;
  private volatile boolean running;

  RedisBuckets(LettuceConnectionFactory factory, QuotaProperties properties) {
    this.factory = factory;
    this.properties = properties;
  }

  /**
   * Empty until Redis was reached for the first time. The bucket answers from memory and tells
   * Redis of what it gave out after a tenth of the limit or the sync interval.
   */
  Optional<Bucket> find(String key, QuotaProperties.Limit limit) {
    ProxyManager<byte[]> connected = buckets;
    if (connected == null) {
      return Optional.empty();
    }
    BucketConfiguration configuration =
        BucketConfiguration.builder()
            .addLimit(
                bandwidth ->
                    bandwidth.capacity(limit.calls()).refillGreedy(limit.calls(), limit.window()))
            .build();
    var delay = new DelayParameters(Math.max(1, limit.calls() / 10), properties.syncInterval());
    return Optional.of(
        connected
            .builder()
            .withOptimization(Optimizations.delaying(delay))
            .build(("aios:quota:" + key).getBytes(UTF_8), () -> configuration));
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("quota-redis").start(this::connect);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void connect() {
    while (running) {
      try {
        RedisClient client = (RedisClient) factory.getRequiredNativeClient();
        StatefulRedisConnection<byte[], byte[]> connection =
            client.connect(ByteArrayCodec.INSTANCE);
        buckets =
            Bucket4jLettuce.casBasedBuilder(connection)
                .requestTimeout(properties.redisTimeout())
                .expirationAfterWrite(
                    ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                        KEEP_AFTER_REFILL))
                .build();
        return;
      } catch (RuntimeException e) {
        log.warn("Quotas are counted by this replica alone: Redis: {}", e.getMessage());
        pause();
      }
    }
  }

  private void pause() {
    LockSupport.parkNanos(properties.redisRetry().toNanos());
  }
}
