package io.aios.gateway.infrastructure.redis;

import io.aios.contracts.tools.Risk;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Units that a user may spend; a call costs one unless its tool says otherwise.
 *
 * @param user over all tools
 * @param userTool of one tool
 * @param risks over all tools of a risk, beside the user's own
 * @param roles instead of {@code user} for who has the role; of several the largest
 * @param zone whose midnight begins a day
 * @param registrations of OAuth clients that an address may make in an hour
 * @param throttled units in a minute of a user whom security-manager throttles
 * @param syncInterval how long a replica counts on its own before it tells Redis
 * @param redisTimeout after which Redis counts as away
 * @param redisRetry how long only the replica's own count rules, once Redis is away
 */
@Validated
@ConfigurationProperties("aios.gateway.quota")
record QuotaProperties(
    @Valid @DefaultValue Limit user,
    @Valid @DefaultValue Limit userTool,
    @DefaultValue Map<Risk, @Valid Limit> risks,
    @DefaultValue Map<String, @Valid Limit> roles,
    @DefaultValue("UTC") ZoneId zone,
    @DefaultValue("60") @Positive long registrations,
    @DefaultValue("30") @Positive int throttled,
    @DefaultValue("100ms") Duration syncInterval,
    @DefaultValue("250ms") Duration redisTimeout,
    @DefaultValue("2s") Duration redisRetry) {

  QuotaProperties {
    if (!syncInterval.isPositive()) {
      throw new IllegalArgumentException(
          "aios.gateway.quota.sync-interval must be more than 0, not " + syncInterval);
    }
  }

  /**
   * A token bucket.
   *
   * @param calls units at once, refilled evenly over the window
   * @param daily units in a day beside that; 0 for no limit
   */
  record Limit(
      @DefaultValue("6000") @Positive long calls,
      @DefaultValue("1m") Duration window,
      @DefaultValue("0") @PositiveOrZero long daily) {

    /** The smallest number of units that it gives out. */
    long smallest() {
      return daily > 0 ? Math.min(calls, daily) : calls;
    }
  }

  /** What a user with these roles may spend. */
  Limit user(Set<String> held) {
    if (roles.isEmpty()) {
      return user;
    }
    Limit largest = null;
    for (String role : held) {
      Limit limit = roles.get(role);
      if (limit != null && (largest == null || largest.calls() < limit.calls())) {
        largest = limit;
      }
    }
    return largest == null ? user : largest;
  }
}
