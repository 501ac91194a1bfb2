package io.aios.gateway.infrastructure.http;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Connections to tool servers.
 *
 * @param connectTimeout for a new connection
 * @param leaseTimeout how long a call waits for a free connection
 * @param restartPatience how long a call waits for a server that answered lately and cannot be
 *     reached now
 * @param connectionsPerServer kept and used at once
 * @param checkAfterIdle a connection idle for longer is checked before it is used
 * @param lifetime after which a connection is replaced
 * @param maxCall no call takes longer, however much progress its server tells of
 * @param watchInterval how often running calls are checked for their deadline and their caller
 * @param maxStream after which a routed request, an event stream too, is ended
 * @param maxBody of a routed request
 * @param inMemory calls of tool servers in this JVM do not go over the network
 */
@Validated
@ConfigurationProperties("aios.gateway.upstream")
record UpstreamProperties(
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("2s") Duration leaseTimeout,
    @DefaultValue("30s") Duration restartPatience,
    @DefaultValue("256") @Positive int connectionsPerServer,
    @DefaultValue("2s") Duration checkAfterIdle,
    @DefaultValue("5m") Duration lifetime,
    @DefaultValue("10m") Duration maxCall,
    @DefaultValue("100ms") Duration watchInterval,
    @DefaultValue("1h") Duration maxStream,
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("true") boolean inMemory) {}
