package io.aios.gateway.infrastructure.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.gateway.domain.QuotaLevel;
import io.aios.gateway.usecase.Charge;
import io.aios.gateway.usecase.KnownApiKeys;
import io.aios.gateway.usecase.Quotas;
import io.aios.gateway.usecase.ThrottledSubjects;
import io.aios.platform.security.CallerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Token buckets per API key, per user, per user and risk, and per user and tool. With Redis away
 * each replica counts on its own: the limits hold per replica instead of over all, which is neither
 * open nor closed.
 */
@Component
final class RedisQuotas implements Quotas {
  private static final int BUCKETS_IN_MEMORY = 50_000;

  private final RedisBuckets redis;
  private final RedisOutages outages;
  private final KnownApiKeys keys;
  private final ThrottledSubjects throttled;
  private final QuotaProperties properties;
  private final Clock clock;
  private final Cache<String, QuotaBucket> buckets;
  private volatile QuotaDay day;

  RedisQuotas(
      RedisBuckets redis,
      RedisOutages outages,
      KnownApiKeys keys,
      ThrottledSubjects throttled,
      QuotaProperties properties,
      Clock clock) {
    this.redis = redis;
    this.outages = outages;
    this.keys = keys;
    this.throttled = throttled;
    this.properties = properties;
    this.clock = clock;
    this.day = QuotaDay.of(clock.instant(), properties.zone());
    Duration longest =
        Stream.concat(
                Stream.of(properties.user(), properties.userTool()),
                Stream.concat(
                    properties.risks().values().stream(), properties.roles().values().stream()))
            .map(QuotaProperties.Limit::window)
            .max(Comparator.naturalOrder())
            .get();
    Duration aDay = Duration.ofHours(25);
    this.buckets =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(BUCKETS_IN_MEMORY)
            .expireAfterAccess(longest.compareTo(aDay) < 0 ? aDay : longest.multipliedBy(2))
            .build();
  }

  @Override
  public QuotaDecision take(CallerIdentity caller) {
    List<QuotaBucket> asked = new ArrayList<>(2);
    addGeneral(asked, caller);
    return take(asked, 1);
  }

  @Override
  public QuotaDecision take(CallerIdentity caller, Charge charge) {
    return take(bucketsOf(caller, charge), charge.units());
  }

  @Override
  public QuotaDecision takeRegistration(String address) {
    return take(
        List.of(
            bucket(
                "registration",
                address,
                new QuotaProperties.Limit(properties.registrations(), Duration.ofHours(1), 0))),
        1);
  }

  @Override
  public List<QuotaLevel> levels(CallerIdentity caller, Charge charge) {
    return levels(bucketsOf(caller, charge));
  }

  @Override
  public List<QuotaLevel> levels(CallerIdentity caller) {
    List<QuotaBucket> asked = new ArrayList<>();
    addGeneral(asked, caller);
    properties
        .risks()
        .forEach(
            (risk, limit) -> asked.add(bucket("user-" + risk.wireName(), caller.subject(), limit)));
    return levels(asked);
  }

  private List<QuotaLevel> levels(List<QuotaBucket> asked) {
    return asked.stream().flatMap(bucket -> levels(bucket).stream()).toList();
  }

  private List<QuotaLevel> levels(QuotaBucket bucket) {
    if (!outages.isAway()) {
      try {
        return bucket.levels();
      } catch (RuntimeException e) {
        outages.failed(e);
      }
    }
    return bucket.levelsLocally();
  }

  private List<QuotaBucket> bucketsOf(CallerIdentity caller, Charge charge) {
    List<QuotaBucket> asked = new ArrayList<>(4);
    addGeneral(asked, caller);
    QuotaProperties.Limit risk = properties.risks().get(charge.risk());
    if (risk != null) {
      asked.add(bucket("user-" + charge.risk().wireName(), caller.subject(), risk));
    }
    // A tool's name has no space, so no two pairs share a key.
    asked.add(bucket("user-tool", charge.tool() + ' ' + caller.subject(), properties.userTool()));
    return asked;
  }

  private void addGeneral(List<QuotaBucket> asked, CallerIdentity caller) {
    KnownApiKeys.Limits own = keys.limits(caller.client());
    if (own != null) {
      asked.add(bucket("key", caller.client(), own(own)));
    }
    asked.add(
        throttled.isThrottled(caller.subject())
            ? bucket("throttled", caller.subject(), perMinute(properties.throttled(), 0))
            : bucket("user", caller.subject(), properties.user(caller.user().roles())));
  }

  /** A key with a limit by the day only may use it up at once. */
  private static QuotaProperties.Limit own(KnownApiKeys.Limits limits) {
    Integer minute = limits.callsPerMinute();
    Integer day = limits.callsPerDay();
    long daily = day == null ? 0 : day;
    return perMinute(minute == null ? daily : minute, daily);
  }

  private static QuotaProperties.Limit perMinute(long calls, long daily) {
    return new QuotaProperties.Limit(calls, Duration.ofMinutes(1), daily);
  }

  private QuotaBucket bucket(String quota, String whose, QuotaProperties.Limit limit) {
    String name = quota + ' ' + whose;
    QuotaDay today = today();
    QuotaBucket known = buckets.getIfPresent(name);
    if (known != null && known.isStill(limit, today)) {
      return known;
    }
    return buckets
        .asMap()
        .compute(
            name,
            (key, old) ->
                old != null && old.isStill(limit, today)
                    ? old
                    : new QuotaBucket(
                        redis, clock, new QuotaBucket.Plan(quota, name, limit, today)));
  }

  private QuotaDay today() {
    QuotaDay known = day;
    if (!known.includes(clock.millis())) {
      known = QuotaDay.of(clock.instant(), properties.zone());
      day = known;
    }
    return known;
  }

  /**
   * What is known to be spent is found before anything is taken: a caller that goes on asking for
   * what is spent spends nothing else.
   */
  private QuotaDecision take(List<QuotaBucket> asked, int units) {
    for (QuotaBucket bucket : asked) {
      Exceeded spent = bucket.knownSpent(units);
      if (spent != null) {
        return spent;
      }
    }
    List<QuotaLevel> levels = new ArrayList<>(asked.size() + 2);
    for (int i = 0; i < asked.size(); i++) {
      switch (take(asked.get(i), units)) {
        case Within within -> levels.addAll(within.levels());
        case Exceeded spent -> {
          asked.subList(0, i).forEach(bucket -> giveBack(bucket, units));
          return spent;
        }
      }
    }
    return new Within(levels);
  }

  private QuotaDecision take(QuotaBucket bucket, int units) {
    if (!outages.isAway()) {
      try {
        return bucket.take(units);
      } catch (RuntimeException e) {
        outages.failed(e);
      }
    }
    return bucket.takeLocally(units);
  }

  private void giveBack(QuotaBucket bucket, int units) {
    if (!outages.isAway()) {
      try {
        bucket.giveBack(units);
        return;
      } catch (RuntimeException e) {
        outages.failed(e);
      }
    }
    bucket.giveBackLocally(units);
  }
}
