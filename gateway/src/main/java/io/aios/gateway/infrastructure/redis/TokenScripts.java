package io.aios.gateway.infrastructure.redis;

import java.util.List;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * What Redis does in one step with an owner's values ({@code KEYS[1]}, a hash by token) and their
 * ends ({@code KEYS[2]}, a sorted set in milliseconds).
 */
final class TokenScripts {
  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      """;

  /** Life in milliseconds, how many at most, then tokens and sealed values in turn. */
  static final RedisScript<Long> KEEP =
      new DefaultRedisScript<>(
          NOW
              + """
              local function drop(tokens)
                for _, token in ipairs(tokens) do
                  redis.call('HDEL', KEYS[1], token)
                  redis.call('ZREM', KEYS[2], token)
                end
              end
              drop(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now))
              for i = 3, #ARGV, 2 do
                redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
                redis.call('ZADD', KEYS[2], now + ARGV[1], ARGV[i])
              end
              local over = redis.call('ZCARD', KEYS[2]) - ARGV[2]
              if over > 0 then drop(redis.call('ZRANGE', KEYS[2], 0, over - 1)) end
              redis.call('PEXPIRE', KEYS[1], ARGV[1])
              redis.call('PEXPIRE', KEYS[2], ARGV[1])
              return redis.call('ZCARD', KEYS[2])
              """,
          Long.class);

  /** Tokens; gives the sealed value of each, empty for none. */
  @SuppressWarnings("rawtypes")
  static final RedisScript<List> FIND =
      new DefaultRedisScript<>(
          NOW
              + """
              local found = {}
              for i, token in ipairs(ARGV) do
                local ends = redis.call('ZSCORE', KEYS[2], token)
                local value = ends and tonumber(ends) > now and redis.call('HGET', KEYS[1], token)
                found[i] = value or ''
              end
              return found
              """,
          List.class);

  static final RedisScript<Long> COUNT =
      new DefaultRedisScript<>(
          NOW + "return redis.call('ZCOUNT', KEYS[2], '(' .. string.format('%.0f', now), '+inf')",
          Long.class);

  private TokenScripts() {}
}
