package io.aios.gateway.infrastructure.privacy;

import io.aios.gateway.usecase.TokenProperties;
import io.aios.gateway.usecase.TokenisedValues;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import io.aios.privacy.PrivacyToken;
import io.aios.privacy.Pseudonyms;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What filters of all servers and users share. */
@Component
final class Treatments {
  private final PrivacyKeys keys;
  private final TokenisedValues values;
  private final TokenProperties properties;
  private final MeterRegistry metrics;

  Treatments(
      PrivacyKeys keys, TokenisedValues values, TokenProperties properties, MeterRegistry metrics) {
    this.keys = keys;
    this.values = values;
    this.properties = properties;
    this.metrics = metrics;
  }

  @Nullable Pseudonyms names(Policy policy) {
    return policy.uses(Mode.HASH) ? keys.names() : null;
  }

  Issued issued(String owner) {
    return new Issued(owner, keys.names(), properties);
  }

  /**
   * @throws TokenisedValues.Away when they could not be kept
   */
  void keep(String owner, Map<PrivacyToken, String> issued) {
    if (!issued.isEmpty()) {
      values.keep(owner, issued);
    }
  }

  void count(String server, String kind, String mode, int times) {
    metrics
        .counter("aios.gateway.filtered", "server", server, "kind", kind, "mode", mode)
        .increment(times);
  }
}
