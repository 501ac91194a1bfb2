package io.aios.gateway.infrastructure.redis;

import io.aios.gateway.domain.QuotaDecision;
import io.aios.gateway.domain.QuotaDecision.Exceeded;
import io.aios.gateway.domain.QuotaDecision.Within;
import io.aios.gateway.domain.QuotaLevel;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.VerboseResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bucket: its shared state in Redis, and the local one that stands in for it. A limit by the
 * minute and one by the day are two bandwidths of it, so that a call takes from both or from
 * neither.
 */
final class QuotaBucket {
  private static final Duration DAY = Duration.ofDays(1);

  private final RedisBuckets redis;
  private final Clock clock;
  private final Plan plan;
  private final BucketConfiguration configuration;
  private final Duration oneUnit;
  private final Bucket local;
  private volatile @Nullable Bucket shared;
  private volatile @Nullable Refusal last;

  /**
   * What makes a bucket another one when it changes.
   *
   * @param name of whose calls are counted, the quota's name first
   */
  record Plan(String quota, String name, QuotaProperties.Limit limit, QuotaDay day) {
    private String key() {
      return limit.daily() == 0
          ? "%s %d/%d".formatted(name, limit.calls(), limit.window().toMillis())
          : "%s %d/%d %d/%s"
              .formatted(name, limit.calls(), limit.window().toMillis(), limit.daily(), day.date());
    }

    /** Without a limit by the day all days are alike. */
    boolean isStill(QuotaProperties.Limit wanted, QuotaDay today) {
      return limit.equals(wanted) && (limit.daily() == 0 || day.equals(today));
    }
  }

  /** Until when no call of so many units or more fits. */
  private record Refusal(long units, long untilNanos, Exceeded spent) {}

  QuotaBucket(RedisBuckets redis, Clock clock, Plan plan) {
    this.redis = redis;
    this.clock = clock;
    this.plan = plan;
    this.configuration = configuration(plan.limit());
    this.oneUnit = ceiling(plan.limit().window().dividedBy(plan.limit().calls()));
    var builder = Bucket.builder();
    for (var bandwidth : configuration.getBandwidths()) {
      builder.addLimit(bandwidth);
    }
    this.local = builder.build();
  }

  private static BucketConfiguration configuration(QuotaProperties.Limit limit) {
    var builder =
        BucketConfiguration.builder()
            .addLimit(
                bandwidth ->
                    bandwidth.capacity(limit.calls()).refillGreedy(limit.calls(), limit.window()));
    if (limit.daily() > 0) {
      // Never refilled: the next day is another bucket.
      builder.addLimit(
          bandwidth ->
              bandwidth
                  .capacity(limit.daily())
                  .refillIntervally(limit.daily(), DAY.multipliedBy(2)));
    }
    return builder.build();
  }

  boolean isStill(QuotaProperties.Limit limit, QuotaDay today) {
    return plan.isStill(limit, today);
  }

  /** What is known without looking to be spent for that many units. */
  @Nullable Exceeded knownSpent(long units) {
    Refusal known = last;
    if (known == null) {
      return null;
    }
    long left = known.untilNanos() - System.nanoTime();
    if (left <= 0 || units < known.units()) {
      return null;
    }
    Exceeded spent = known.spent();
    return new Exceeded(spent.quota(), spent.limit(), spent.window(), Duration.ofNanos(left));
  }

  /**
   * @throws RuntimeException when Redis is due to be told and does not answer
   */
  QuotaDecision take(long units) {
    return takeFrom(current(), units);
  }

  QuotaDecision takeLocally(long units) {
    return takeFrom(local, units);
  }

  /** Undoes a {@link #take}. */
  void giveBack(long units) {
    current().addTokens(affordable(units));
  }

  void giveBackLocally(long units) {
    local.addTokens(affordable(units));
  }

  List<QuotaLevel> levels() {
    return levels(current().asVerbose().getAvailableTokens());
  }

  List<QuotaLevel> levelsLocally() {
    return levels(local.asVerbose().getAvailableTokens());
  }

  private Bucket current() {
    Bucket known = shared;
    if (known == null) {
      known = redis.find(plan.key(), configuration, plan.limit().smallest()).orElse(null);
      shared = known;
    }
    return known == null ? local : known;
  }

  /** A call that costs more than a whole bucket takes a whole bucket. */
  private long affordable(long units) {
    return Math.min(units, plan.limit().smallest());
  }

  private QuotaDecision takeFrom(Bucket bucket, long units) {
    long cost = affordable(units);
    VerboseResult<ConsumptionProbe> taken = bucket.asVerbose().tryConsumeAndReturnRemaining(cost);
    if (taken.getValue().isConsumed()) {
      return new Within(levels(taken));
    }
    long[] left = taken.getDiagnostics().getAvailableTokensPerEachBandwidth();
    Exceeded spent =
        left.length > 1 && left[1] < cost
            ? new Exceeded(day(), plan.limit().daily(), DAY, plan.day().left(clock))
            : new Exceeded(
                plan.quota(),
                plan.limit().calls(),
                plan.limit().window(),
                Duration.ofNanos(taken.getValue().getNanosToWaitForRefill()));
    last = new Refusal(units, System.nanoTime() + spent.retryAfter().toNanos(), spent);
    return spent;
  }

  private List<QuotaLevel> levels(VerboseResult<?> seen) {
    long[] left = seen.getDiagnostics().getAvailableTokensPerEachBandwidth();
    QuotaLevel window =
        new QuotaLevel(
            plan.quota(),
            plan.limit().calls(),
            plan.limit().window(),
            Math.max(0, left[0]),
            oneUnit);
    return left.length == 1
        ? List.of(window)
        : List.of(
            window,
            new QuotaLevel(
                day(), plan.limit().daily(), DAY, Math.max(0, left[1]), plan.day().left(clock)));
  }

  private String day() {
    return plan.quota() + "-day";
  }

  private static Duration ceiling(Duration exact) {
    return Duration.ofSeconds(Math.max(1, exact.plusNanos(999_999_999).toSeconds()));
  }
}
