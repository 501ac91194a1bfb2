package io.aios.orchestrator.infrastructure.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the command store is used.
 *
 * @param patience how long a caller who waits for an answer is kept waiting for the database
 */
@Validated
@ConfigurationProperties("aios.orchestrator.store")
record StoreProperties(@DefaultValue("2s") Duration patience) {}
