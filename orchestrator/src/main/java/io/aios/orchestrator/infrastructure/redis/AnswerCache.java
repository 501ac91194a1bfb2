package io.aios.orchestrator.infrastructure.redis;

import io.aios.orchestrator.domain.CallNotes;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.usecase.ToolAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Answers in Redis. With Redis away there are none, and it is not asked again for a while. */
@Component
final class AnswerCache {
  private static final Logger log = LoggerFactory.getLogger(AnswerCache.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final StringRedisTemplate redis;
  private final JsonMapper json;
  private final InstantSource clock;
  private volatile Instant awayUntil = Instant.MIN;

  AnswerCache(StringRedisTemplate redis, JsonMapper json, InstantSource clock) {
    this.redis = redis;
    this.json = json;
    this.clock = clock;
  }

  Optional<ToolAnswer> get(String key) {
    if (isAway()) {
      return Optional.empty();
    }
    try {
      String stored = redis.opsForValue().get(key);
      return stored == null
          ? Optional.empty()
          : Optional.of(
              new ToolAnswer.Answered(json.readValue(stored, Stored.class).result(), false));
    } catch (DataAccessException | JacksonException e) {
      away(e);
      return Optional.empty();
    }
  }

  void put(String key, StepResult result, Duration keep) {
    if (isAway()) {
      return;
    }
    try {
      redis.opsForValue().set(key, json.writeValueAsString(Stored.of(result)), keep);
    } catch (DataAccessException e) {
      away(e);
    }
  }

  private boolean isAway() {
    return clock.instant().isBefore(awayUntil);
  }

  private void away(RuntimeException cause) {
    log.warn("No answers are cached for {}: {}", PAUSE, cause.getMessage());
    awayUntil = clock.instant().plus(PAUSE);
  }

  private record Stored(@Nullable String structured, String text, String content) {
    static Stored of(StepResult result) {
      Json structured = result.structured();
      return new Stored(
          structured == null ? null : structured.text(), result.text(), result.content().text());
    }

    StepResult result() {
      return new StepResult(
              structured == null ? null : new Json(structured), text, new Json(content))
          .with(new CallNotes(true, 0, Map.of()));
    }
  }
}
