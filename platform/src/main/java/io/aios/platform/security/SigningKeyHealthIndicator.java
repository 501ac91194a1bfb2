package io.aios.platform.security;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down, with the cause, while receivers cannot know this service's signing key. */
final class SigningKeyHealthIndicator implements HealthIndicator {
  private final SigningKey key;

  SigningKeyHealthIndicator(SigningKey key) {
    this.key = key;
  }

  @Override
  public Health health() {
    String cause = key.unpublishedBecause();
    return cause == null
        ? Health.up().withDetail("kid", key.key().getKeyID()).build()
        : Health.down().withDetail("cause", cause).build();
  }
}
