package io.aios.gateway.infrastructure.audit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down, with the cause, while audit records cannot be stored. */
@Component
final class AuditTrailHealthIndicator implements HealthIndicator {
  private final OutboxAuditTrail trail;

  AuditTrailHealthIndicator(OutboxAuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public Health health() {
    String failure = trail.failure();
    Health.Builder health =
        failure == null ? Health.up() : Health.down().withDetail("cause", failure);
    return health.withDetail("waiting", trail.waiting()).build();
  }
}
