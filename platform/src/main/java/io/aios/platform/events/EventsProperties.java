package io.aios.platform.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events travel.
 *
 * @param pollInterval how often the relay looks for events that nobody woke it for
 * @param batchSize most events handed to Kafka before their acknowledgements are awaited
 * @param linger how long the relay rests after a delivery, so that fewer and larger ones do; for
 *     events that nobody waits for
 * @param maxBackoff longest pause between attempts while Kafka or the database is away
 * @param inboxRetention how long handled events are remembered; longer than Kafka keeps them
 */
@Validated
@ConfigurationProperties("aios.events")
record EventsProperties(
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
    @DefaultValue("0s") Duration linger,
    @DefaultValue("5s") Duration maxBackoff,
    @DefaultValue("14d") Duration inboxRetention) {}
