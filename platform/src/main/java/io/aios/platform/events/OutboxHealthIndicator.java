package io.aios.platform.events;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Names what keeps events from being published. The service stays up meanwhile: its events wait in
 * the outbox.
 */
final class OutboxHealthIndicator implements HealthIndicator {
  private final OutboxRelay relay;

  OutboxHealthIndicator(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public Health health() {
    RelayStatus status = relay.status();
    Health.Builder health = Health.up().withDetail("relay", status.active() ? "active" : "standby");
    health.withDetail("backlog", status.backlog());
    if (status.awaySince() != null) {
      health.withDetail("degraded", String.valueOf(status.cause()));
      health.withDetail("since", status.awaySince().toString());
    }
    return health.build();
  }
}
