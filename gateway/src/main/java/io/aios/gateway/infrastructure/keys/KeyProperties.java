package io.aios.gateway.infrastructure.keys;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How API keys are looked up.
 *
 * @param refresh how old an answer may be before it is asked for again, beside the next call
 * @param maxAge for how long an answer is used while security-manager cannot be asked
 * @param timeout of one look-up
 * @param lookUps at most at the same time: who invents keys does not take all of security-manager
 * @param remembered keys at most, unknown ones included
 */
@Validated
@ConfigurationProperties("aios.gateway.keys")
record KeyProperties(
    @DefaultValue("30s") Duration refresh,
    @DefaultValue("5m") Duration maxAge,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("16") @Positive int lookUps,
    @DefaultValue("10000") @Positive long remembered) {}
