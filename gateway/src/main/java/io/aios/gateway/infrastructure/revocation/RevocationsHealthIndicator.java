package io.aios.gateway.infrastructure.revocation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down, with the cause, while no token can be accepted because revocations are not known. */
@Component
final class RevocationsHealthIndicator implements HealthIndicator {
  private final FetchedRevocations revocations;

  RevocationsHealthIndicator(FetchedRevocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public Health health() {
    String cause = revocations.isEnabled() ? revocations.unknownBecause() : null;
    return cause == null
        ? Health.up().withDetail("revoked", revocations.size()).build()
        : Health.down().withDetail("cause", cause).build();
  }
}
