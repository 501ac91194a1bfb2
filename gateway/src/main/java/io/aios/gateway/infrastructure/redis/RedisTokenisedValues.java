package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.gateway.infrastructure.privacy.PrivacyKeys;
import io.aios.gateway.usecase.TokenProperties;
import io.aios.gateway.usecase.TokenisedValues;
import io.aios.platform.secrets.Seal;
import io.aios.platform.secrets.SecretAltered;
import io.aios.platform.secrets.SecretUnreadable;
import io.aios.privacy.PrivacyToken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Values sealed to their owner and token, so that one put in another's place does not open: per
 * owner a hash of them, and a sorted set of when each ends. Times are Redis', so that all gateways
 * mean the same.
 */
@Component
final class RedisTokenisedValues implements TokenisedValues {
  private static final Logger log = LoggerFactory.getLogger(RedisTokenisedValues.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final StringRedisTemplate redis;
  private final Supplier<Seal> seal;
  private final TokenProperties properties;
  private final Counter failures;
  private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());

  @Autowired
  RedisTokenisedValues(
      StringRedisTemplate redis,
      PrivacyKeys keys,
      TokenProperties properties,
      MeterRegistry metrics) {
    this(redis, keys::seal, properties, metrics);
  }

  RedisTokenisedValues(
      StringRedisTemplate redis,
      Supplier<Seal> seal,
      TokenProperties properties,
      MeterRegistry metrics) {
    this.redis = redis;
    this.seal = seal;
    this.properties = properties;
    this.failures = metrics.counter("aios.gateway.tokens.redis.failures");
  }

  @Override
  public void keep(String owner, Map<PrivacyToken, String> values) {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(properties.life().toMillis()));
    arguments.add(String.valueOf(properties.perUser()));
    values.forEach(
        (token, value) -> {
          arguments.add(token.toString());
          arguments.add(seal(owner, token, value));
        });
    ask(() -> redis.execute(TokenScripts.KEEP, names(owner), arguments.toArray()));
  }

  @Override
  public Map<PrivacyToken, String> find(String owner, Set<PrivacyToken> tokens) {
    if (tokens.isEmpty()) {
      return Map.of();
    }
    Object[] arguments = tokens.stream().map(PrivacyToken::toString).toArray();
    List<?> sealed = ask(() -> redis.execute(TokenScripts.FIND, names(owner), arguments));
    Map<PrivacyToken, String> found = new HashMap<>();
    int at = 0;
    for (PrivacyToken token : tokens) {
      String value = open(owner, token, String.valueOf(sealed.get(at++)));
      if (value != null) {
        found.put(token, value);
      }
    }
    return found;
  }

  @Override
  public long count(String owner) {
    return ask(() -> redis.execute(TokenScripts.COUNT, names(owner)));
  }

  @Override
  public void forget(String owner) {
    ask(() -> redis.delete(names(owner)));
  }

  /** In braces, so that a cluster keeps both in one place. */
  private static List<String> names(String owner) {
    return List.of("aios:tokens:{" + owner + "}:values", "aios:tokens:{" + owner + "}:ends");
  }

  /** A token has no slash, so that no two places have one name. */
  private static String place(String owner, PrivacyToken token) {
    return owner + '/' + token;
  }

  private String seal(String owner, PrivacyToken token, String value) {
    try {
      byte[] sealed = seal.get().seal(value.getBytes(UTF_8), place(owner, token));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (SecretUnreadable noKey) {
      throw new Away("there is no key: " + noKey.getMessage(), noKey);
    }
  }

  /** Null for none, and for one that was sealed for another, or with another key. */
  private @Nullable String open(String owner, PrivacyToken token, String sealed) {
    if (sealed.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(sealed);
      return new String(seal.get().open(bytes, place(owner, token)), UTF_8);
    } catch (SecretAltered | IllegalArgumentException notThisOne) {
      log.warn(
          "The value kept for {} of {} does not open: {}", token, owner, notThisOne.toString());
      return null;
    } catch (SecretUnreadable noKey) {
      throw new Away("there is no key: " + noKey.getMessage(), noKey);
    }
  }

  private <T> T ask(Supplier<T> question) {
    if (System.nanoTime() - awayUntil.get() < 0) {
      throw new Away("Redis was away a moment ago", null);
    }
    try {
      return question.get();
    } catch (RuntimeException e) {
      awayUntil.set(System.nanoTime() + PAUSE_NANOS);
      failures.increment();
      log.warn("Redis is away, values are redacted instead of tokenised: {}", e.toString());
      throw new Away("Redis is away", e);
    }
  }
}
