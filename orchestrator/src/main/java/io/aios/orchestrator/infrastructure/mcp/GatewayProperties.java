package io.aios.orchestrator.infrastructure.mcp;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway is reached.
 *
 * @param url where it listens, without a path; its public URL when absent
 * @param listTimeout for the list of tools
 * @param retries of a call that had no effect, or may have two
 * @param retryDelay before the first of them; doubled for each further one
 */
@Validated
@ConfigurationProperties("aios.orchestrator.gateway")
record GatewayProperties(
    @Nullable URI url,
    @DefaultValue("5s") Duration listTimeout,
    @DefaultValue("5") int retries,
    @DefaultValue("100ms") Duration retryDelay) {}
