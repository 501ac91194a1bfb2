package io.aios.gateway.infrastructure.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The connection that limits are shared over. The gateway starts without Redis, too, but not before
 * it was tried: what is called meanwhile would count with this replica alone. Once made, Lettuce
 * keeps it.
 */
@Component
final class RedisLink implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

  /** In a JVM that has just started, loading the client's classes can outlast its timeouts. */
  private static final int FIRST_TRIES = 3;

  private static final Duration BETWEEN_FIRST_TRIES = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final LettuceConnectionFactory factory;
  private final QuotaProperties properties;
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private volatile boolean running;

  RedisLink(LettuceConnectionFactory factory, QuotaProperties properties) {
    this.factory = factory;
    this.properties = properties;
  }

  /** Null until Redis was reached for the first time. */
  @Nullable StatefulRedisConnection<byte[], byte[]> connection() {
    return connection;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("quota-redis").start(this::connect);
    try {
      if (!tried.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("Limits are kept by this replica alone until Redis answers");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the port is open. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
  }

  private void connect() {
    for (int tries = 1; running; tries++) {
      try {
        RedisClient client = (RedisClient) factory.getRequiredNativeClient();
        connection = client.connect(ByteArrayCodec.INSTANCE);
        log.info("Limits are shared over Redis");
        tried.countDown();
        return;
      } catch (RuntimeException e) {
        if (tries < FIRST_TRIES) {
          LockSupport.parkNanos(BETWEEN_FIRST_TRIES.toNanos());
          continue;
        }
        log.warn(
            "Limits are kept by this replica alone: Redis: {}",
            NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        tried.countDown();
        LockSupport.parkNanos(properties.redisRetry().toNanos());
      }
    }
  }
}
