package io.aios.federation.infrastructure.mcp;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How external servers are spoken to.
 *
 * @param openTimeout until a server has said which protocol it speaks
 * @param idle after which an unused session, and the process behind it, is ended
 * @param maxLinks sessions at once: one a server, or one a user and server
 * @param firstPause after which a server that kept failing is tried again; doubled each time
 * @param longestPause of that kind
 */
@Validated
@ConfigurationProperties("aios.federation.peers")
record PeerProperties(
    @DefaultValue("30s") Duration openTimeout,
    @DefaultValue("10m") Duration idle,
    @DefaultValue("200") int maxLinks,
    @DefaultValue("1s") Duration firstPause,
    @DefaultValue("5m") Duration longestPause) {}
