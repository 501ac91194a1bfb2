package io.aios.security.audit.infrastructure.jdbc;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** DOWN once the stored ledger is not the one that was signed. */
final class LedgerHealthIndicator implements HealthIndicator {
  private final LedgerWriter writer;

  LedgerHealthIndicator(LedgerWriter writer) {
    this.writer = writer;
  }

  @Override
  public Health health() {
    String distrust = writer.distrust();
    return distrust == null
        ? Health.up().build()
        : Health.down().withDetail("cause", "The audit ledger was changed: " + distrust).build();
  }
}
