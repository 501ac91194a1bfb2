package io.aios.gateway.infrastructure.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Reserves places in Redis for this gateway, atomically: {@code redis/reserve-places.lua}. */
@Component
final class PlaceScript {
  private static final String SOURCE = "/redis/reserve-places.lua";

  private final RedisLink link;
  private final QuotaProperties redis;
  private final byte[] lease;
  private final byte[] gateway = UUID.randomUUID().toString().getBytes(UTF_8);
  private final byte[] script = read();
  private final String digest = Base16.digest(script);

  PlaceScript(RedisLink link, QuotaProperties redis, RunningProperties properties) {
    this.link = link;
    this.redis = redis;
    this.lease = number(properties.lease().toMillis());
  }

  /**
   * What is asked for.
   *
   * @param wanted places, those that are held included
   * @param held places that it keeps in any case
   * @param most at all gateways together
   */
  record Wish(String holder, int wanted, int held, int most) {}

  /**
   * @return how many places this gateway holds now, from {@code held} to {@code wanted}
   * @throws RuntimeException when Redis does not answer
   */
  int reserve(Wish wish) {
    var connection = link.connection();
    if (connection == null) {
      throw new RedisConnectionException("Redis was not reached yet");
    }
    RedisAsyncCommands<byte[], byte[]> commands = connection.async();
    byte[][] keys = {("aios:running:" + wish.holder()).getBytes(UTF_8)};
    byte[][] arguments = {
      gateway, number(wish.wanted()), number(wish.held()), number(wish.most()), lease
    };
    try {
      return await(commands.evalsha(digest, ScriptOutputType.INTEGER, keys, arguments));
    } catch (RedisNoScriptException newRedis) {
      return await(commands.eval(script, ScriptOutputType.INTEGER, keys, arguments));
    }
  }

  private int await(RedisFuture<Long> answer) {
    long nanos = redis.redisTimeout().toNanos();
    return Math.toIntExact(LettuceFutures.awaitOrCancel(answer, nanos, TimeUnit.NANOSECONDS));
  }

  private static byte[] number(long value) {
    return Long.toString(value).getBytes(UTF_8);
  }

  private static byte[] read() {
    try (InputStream in = PlaceScript.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IllegalStateException(SOURCE + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
