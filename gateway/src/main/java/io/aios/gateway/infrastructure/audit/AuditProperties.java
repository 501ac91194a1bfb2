package io.aios.gateway.infrastructure.audit;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How audit records reach the outbox.
 *
 * @param queue records held in memory at most
 * @param batch records stored in one transaction at most
 * @param linger how long a record waits for others to share its transaction
 * @param patience how long a request waits while the queue is nearly full, before it is refused
 */
@Validated
@ConfigurationProperties("aios.gateway.audit")
record AuditProperties(
    @DefaultValue("20000") @Min(2000) int queue,
    @DefaultValue("1000") @Positive int batch,
    @DefaultValue("50ms") Duration linger,
    @DefaultValue("200ms") Duration patience) {}
