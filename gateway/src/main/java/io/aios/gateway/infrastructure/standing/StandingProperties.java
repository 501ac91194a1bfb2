package io.aios.gateway.infrastructure.standing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How users of commands are asked about.
 *
 * @param enabled whether they are
 * @param age how old an answer may be
 * @param maxAge for how long an answer is used while security-manager cannot be asked
 * @param timeout of one question
 */
@Validated
@ConfigurationProperties("aios.gateway.standings")
record StandingProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("900ms") Duration age,
    @DefaultValue("5m") Duration maxAge,
    @DefaultValue("2s") Duration timeout) {}
