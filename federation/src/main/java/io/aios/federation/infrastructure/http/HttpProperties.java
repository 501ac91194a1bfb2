package io.aios.federation.infrastructure.http;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What connections to external servers may do.
 *
 * @param allowedHosts {@code host:port} that may be connected to although they lie on this machine
 *     or a private network, and without TLS; none by default
 * @param connectTimeout of a connection
 * @param maxReply longest reply to one request, all its events together
 * @param connectionsPerServer at once
 */
@Validated
@ConfigurationProperties("aios.federation.http")
record HttpProperties(
    @DefaultValue Set<String> allowedHosts,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("8MB") DataSize maxReply,
    @DefaultValue("20") int connectionsPerServer) {}
