package io.aios.platform.secrets;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down, with the cause, while something does not open or would not after a restart. */
final class SecretsHealthIndicator implements HealthIndicator {
  private final Secrets secrets;

  SecretsHealthIndicator(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public Health health() {
    Secrets.State state = secrets.state();
    Health.Builder health = state.trouble() == null ? Health.up() : Health.down();
    if (state.trouble() != null) {
      health.withDetail("reason", state.trouble());
    }
    if (state.primary() != null) {
      health.withDetail("masterKey", state.primary());
    }
    return health.withDetail("wrappedBy", state.wrappedBy()).build();
  }
}
