package io.aios.federation.usecase;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for every external server.
 *
 * @param refresh how often each is asked for its tools
 * @param listTimeout of one list
 * @param callTimeout longest call of a tool
 * @param maxServers how many can be added
 * @param reservedAliases that no external server gets, beside those of the suite's own servers
 */
@Validated
@ConfigurationProperties("aios.federation")
public record FederationProperties(
    @DefaultValue("60s") Duration refresh,
    @DefaultValue("20s") Duration listTimeout,
    @DefaultValue("120s") Duration callTimeout,
    @DefaultValue("100") int maxServers,
    @DefaultValue({"aios", "servers", "ops", "security", "tool", "tools", "preview"})
        Set<String> reservedAliases) {}
