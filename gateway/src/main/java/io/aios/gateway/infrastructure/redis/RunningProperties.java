package io.aios.gateway.infrastructure.redis;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls that run at the same time, at all gateways together.
 *
 * @param user of one user
 * @param key with one API key
 * @param tool of one tool, for everybody together, where nothing is set for it
 * @param lease after which the places of a gateway that died are free
 * @param settle how often a gateway gives back places that it does not use
 */
@Validated
@ConfigurationProperties("aios.gateway.running")
record RunningProperties(
    @DefaultValue("128") @Positive int user,
    @DefaultValue("64") @Positive int key,
    @DefaultValue("256") @Positive int tool,
    @DefaultValue("10s") Duration lease,
    @DefaultValue("1s") Duration settle) {

  RunningProperties {
    if (lease.compareTo(settle.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "aios.gateway.running.lease (%s) must be at least three times .settle (%s)"
              .formatted(lease, settle));
    }
  }
}
