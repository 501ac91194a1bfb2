package io.aios.gateway.infrastructure.resilience4j;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a service's circuit opens, and how many calls it is given at once.
 *
 * @param failureRate percentage of the calls within {@code window}
 * @param minimumCalls seen before the circuit may open
 * @param openFor how long nothing is sent
 * @param concurrentCalls to one service; the next one is refused
 */
@Validated
@ConfigurationProperties("aios.gateway.guard")
record GuardProperties(
    @DefaultValue("50") @Min(1) @Max(100) int failureRate,
    @DefaultValue("10s") Duration window,
    @DefaultValue("10") @Positive int minimumCalls,
    @DefaultValue("5s") Duration openFor,
    @DefaultValue("2") @Positive int trialCalls,
    @DefaultValue("128") @Positive int concurrentCalls) {}
