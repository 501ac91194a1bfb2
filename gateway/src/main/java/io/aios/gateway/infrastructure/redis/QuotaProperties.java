package io.aios.gateway.infrastructure.redis;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls a user may make.
 *
 * @param user over all tools, calls in a window
 * @param userTool of one tool
 * @param syncInterval how long a replica counts on its own before it tells Redis
 * @param registrations of OAuth clients that an address may make in an hour
 * @param throttled calls in a minute of a user whom security-manager throttles
 * @param redisTimeout after which Redis counts as away
 * @param redisRetry how long only the replica's own count rules, once Redis is away
 */
@Validated
@ConfigurationProperties("aios.gateway.quota")
record QuotaProperties(
    @Valid @DefaultValue Limit user,
    @Valid @DefaultValue Limit userTool,
    @DefaultValue("60") @Positive long registrations,
    @DefaultValue("30") @Positive int throttled,
    @DefaultValue("100ms") Duration syncInterval,
    @DefaultValue("250ms") Duration redisTimeout,
    @DefaultValue("2s") Duration redisRetry) {

  /** A token bucket: {@code calls} at once, refilled evenly over the window. */
  record Limit(@DefaultValue("6000") @Positive long calls, @DefaultValue("1m") Duration window) {}
}
