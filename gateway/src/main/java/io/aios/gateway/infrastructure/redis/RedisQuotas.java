package io.aios.gateway.infrastructure.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.gateway.usecase.Quotas;
import io.aios.gateway.usecase.ThrottledSubjects;
import io.aios.platform.security.CallerIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Token buckets per API key, per user, and per user and tool. With Redis away each replica counts
 * on its own: the limits hold per replica instead of over all, which is neither open nor closed.
 */
@Component
final class RedisQuotas implements Quotas {
  private static final Logger log = LoggerFactory.getLogger(RedisQuotas.class);
  private static final int BUCKETS_IN_MEMORY = 50_000;

  private final RedisBuckets redis;
  private final KnownApiKeys keys;
  private final ThrottledSubjects throttled;
  private final QuotaProperties properties;
  private final Cache<String, QuotaBucket> buckets;
  private final AtomicLong redisAwayUntil = new AtomicLong(System.nanoTime());
  private final Counter outages;

  RedisQuotas(
      RedisBuckets redis,
      KnownApiKeys keys,
      ThrottledSubjects throttled,
      QuotaProperties properties,
      MeterRegistry metrics) {
    this.redis = redis;
    this.keys = keys;
    this.throttled = throttled;
    this.properties = properties;
    Duration longest =
        Stream.of(properties.user().window(), properties.userTool().window(), Duration.ofHours(1))
            .max(Comparator.naturalOrder())
            .get();
    this.buckets =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(BUCKETS_IN_MEMORY)
            .expireAfterAccess(longest.multipliedBy(2))
            .build();
    this.outages = metrics.counter("aios.gateway.quota.redis.failures");
  }

  @Override
  public QuotaDecision take(CallerIdentity caller) {
    OptionalInt own = keys.callsPerMinute(caller.client());
    if (own.isPresent() && take("key", caller.client(), limit(own)) instanceof Exceeded spent) {
      return spent;
    }
    return throttled.isThrottled(caller.subject())
        ? take("throttled", caller.subject(), perMinute(properties.throttled()))
        : take("user", caller.subject(), properties.user());
  }

  @Override
  public QuotaDecision takeRegistration(String address) {
    return take("registration", address, hourly(properties.registrations()));
  }

  private static QuotaProperties.Limit hourly(long calls) {
    return new QuotaProperties.Limit(calls, Duration.ofHours(1));
  }

  private static QuotaProperties.Limit limit(OptionalInt callsPerMinute) {
    return perMinute(callsPerMinute.getAsInt());
  }

  private static QuotaProperties.Limit perMinute(int calls) {
    return new QuotaProperties.Limit(calls, Duration.ofMinutes(1));
  }

  @Override
  public QuotaDecision take(CallerIdentity caller, String tool) {
    return switch (take(caller)) {
      case Exceeded exceeded -> exceeded;
      // A tool's name has no space, so no two pairs share a key.
      case QuotaDecision.Within within ->
          take("user-tool", tool + ' ' + caller.subject(), properties.userTool());
    };
  }

  @Override
  public List<QuotaLevel> levels(CallerIdentity caller, String tool) {
    String subject = caller.subject();
    OptionalInt own = keys.callsPerMinute(caller.client());
    Stream<QuotaBucket> key =
        own.isPresent() ? Stream.of(bucket("key", caller.client(), limit(own))) : Stream.empty();
    Stream<QuotaBucket> user =
        Stream.of(
            throttled.isThrottled(subject)
                ? bucket("throttled", subject, perMinute(properties.throttled()))
                : bucket("user", subject, properties.user()),
            bucket("user-tool", tool + ' ' + subject, properties.userTool()));
    return Stream.concat(key, user).map(RedisQuotas::level).toList();
  }

  private static QuotaLevel level(QuotaBucket bucket) {
    try {
      return bucket.level();
    } catch (RuntimeException redisAway) {
      return bucket.levelLocally();
    }
  }

  private QuotaBucket bucket(String quota, String key, QuotaProperties.Limit limit) {
    return buckets.get(quota + ' ' + key, name -> new QuotaBucket(redis, name, quota, limit));
  }

  private QuotaDecision take(String quota, String key, QuotaProperties.Limit limit) {
    QuotaBucket bucket = bucket(quota, key, limit);
    if (System.nanoTime() - redisAwayUntil.get() < 0) {
      return bucket.takeLocally();
    }
    try {
      return bucket.take();
    } catch (RuntimeException e) {
      redisAwayUntil.set(System.nanoTime() + properties.redisRetry().toNanos());
      outages.increment();
      log.warn("Redis is away, quotas are counted by this replica: {}", e.toString());
      return bucket.takeLocally();
    }
  }
}
