package io.aios.gateway.infrastructure.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How revocations are learnt beside their events.
 *
 * @param enabled whether revocations are asked for at all
 * @param poll how long a revocation can go unnoticed when its event is lost or Kafka is away
 * @param retry how soon after a failure
 * @param timeout of one fetch
 * @param maxAge for how long tokens are accepted while security-manager cannot be asked
 */
@Validated
@ConfigurationProperties("aios.gateway.revocations")
record RevocationProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("400ms") Duration poll,
    @DefaultValue("250ms") Duration retry,
    @DefaultValue("1s") Duration timeout,
    @DefaultValue("5m") Duration maxAge) {}
