package io.aios.gateway.infrastructure.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
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
      if (!tried.await(properties.redisRetry().toNanos(), TimeUnit.NANOSECONDS)) {
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
    while (running) {
      try {
        RedisClient client = (RedisClient) factory.getRequiredNativeClient();
        connection = client.connect(ByteArrayCodec.INSTANCE);
        tried.countDown();
        return;
      } catch (RuntimeException e) {
        log.warn("Limits are kept by this replica alone: Redis: {}", e.getMessage());
        tried.countDown();
        LockSupport.parkNanos(properties.redisRetry().toNanos());
      }
    }
  }
}
