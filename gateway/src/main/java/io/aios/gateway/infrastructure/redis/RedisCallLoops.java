package io.aios.gateway.infrastructure.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.CallLoops;
import io.aios.gateway.usecase.CatalogueTool;
import io.aios.gateway.usecase.RateLimitFields;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Counts identical calls. Nearly all calls differ from those before, so each gateway counts on its
 * own until it has seen a quarter of what is allowed; what goes beyond is counted in Redis for all
 * gateways together.
 */
@Component
final class RedisCallLoops implements CallLoops {
  private final RedisBuckets redis;
  private final RedisOutages outages;
  private final LoopProperties properties;
  private final CallDigest.Maker digests;
  private final Cache<CallDigest, RepeatedCall> seen;

  RedisCallLoops(
      RedisBuckets redis,
      RedisOutages outages,
      CallDigest.Maker digests,
      LoopProperties properties) {
    this.redis = redis;
    this.outages = outages;
    this.properties = properties;
    this.digests = digests;
    this.seen =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(properties.remembered())
            .expireAfterWrite(properties.window())
            .build();
  }

  @Override
  public void count(CallerIdentity caller, CatalogueTool tool, JsonNode arguments) {
    Integer own = tool.limits().identical();
    int most = own == null ? properties.most(tool.permission().risk()) : own;
    if (most == 0) {
      return;
    }
    CallDigest digest = digests.of(caller, tool.name(), arguments);
    RepeatedCall call =
        seen.get(digest, key -> new RepeatedCall(redis, key.hex(), most, properties.window()));
    Duration wait = outages.isAway() ? call.countLocally() : counted(call);
    if (!wait.isZero()) {
      throw loop(tool, most, wait);
    }
  }

  private Duration counted(RepeatedCall call) {
    try {
      return call.count();
    } catch (RuntimeException e) {
      outages.failed(e);
      return Duration.ZERO;
    }
  }

  private Problem loop(CatalogueTool tool, int most, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    long window = properties.window().toSeconds();
    return new Problem(
            ProblemType.CALL_LOOP,
            ("This is a loop: '%s' was called %d times in %d s with exactly these arguments. Use"
                    + " the answer there was, or call it with other arguments; this call is taken"
                    + " again in %d s")
                .formatted(tool.name(), most, window, seconds))
        .with("tool", tool.name())
        .with("quota", "call-loop")
        .with("limit", most)
        .with("windowSeconds", window)
        .with("retryAfterSeconds", seconds)
        .with(RateLimitFields.VIOLATED, List.of("call-loop"))
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .header(RateLimitFields.POLICY, "\"call-loop\";q=" + most + ";w=" + window)
        .header(RateLimitFields.LIMIT, RateLimitFields.spent("call-loop", seconds));
  }
}
