package io.aios.gateway.usecase;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What users may have told and erased.
 *
 * @param services beside the gateway that store something of users
 * @param freshLogin how long ago the login may be of who wants data erased
 */
@Validated
@ConfigurationProperties("aios.gateway.privacy")
public record PrivacyProperties(
    @DefaultValue({"security-manager", "orchestrator", "federation"}) Set<String> services,
    @DefaultValue("5m") Duration freshLogin) {
  public PrivacyProperties {
    services = Set.copyOf(services);
  }
}
