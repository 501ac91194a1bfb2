package io.aios.orchestrator.triggers.usecase;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of triggers.
 *
 * @param poll how often due triggers are looked for
 * @param missedAfter a time that lies further back was missed
 * @param retryAfter pause before a command is submitted again that could not be
 * @param giveUpAfter a firing whose command could not be submitted for so long is refused; below
 *     the time that idempotency keys are kept
 * @param historyRetention how long firings are kept
 * @param maxPerUser triggers that a user may have
 * @param consumerGroup Kafka group of the orchestrators that share a database
 */
@Validated
@ConfigurationProperties("aios.orchestrator.triggers")
public record TriggerProperties(
    @DefaultValue("500ms") Duration poll,
    @DefaultValue("1m") Duration missedAfter,
    @DefaultValue("5s") Duration retryAfter,
    @DefaultValue("1h") Duration giveUpAfter,
    @DefaultValue("30d") Duration historyRetention,
    @DefaultValue("100") @Min(0) int maxPerUser,
    @DefaultValue("orchestrator-triggers") String consumerGroup) {}
