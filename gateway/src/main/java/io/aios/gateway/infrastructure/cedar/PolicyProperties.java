package io.aios.gateway.infrastructure.cedar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How policies are fetched.
 *
 * @param enabled whether policies are asked at all; scopes always are
 * @param poll how long an activation can go unnoticed when its event is lost
 * @param retry how soon after a failure, until the first success
 * @param timeout of one fetch
 * @param freshLogin how long ago a login may be that counts as fresh
 */
@Validated
@ConfigurationProperties("aios.gateway.policies")
record PolicyProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("5s") Duration poll,
    @DefaultValue("250ms") Duration retry,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("5m") Duration freshLogin) {}
