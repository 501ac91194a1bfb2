package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.SelfTest;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** DOWN, with the cause and the fix, where Python cannot be run safely. */
final class SandboxHealthIndicator implements HealthIndicator {
  private final SelfTest selfTest;

  SandboxHealthIndicator(SelfTest selfTest) {
    this.selfTest = selfTest;
  }

  @Override
  public Health health() {
    SelfTest.Report report = selfTest.run();
    Health.Builder health = report.available() ? Health.up() : Health.down();
    if (report.cause() != null) {
      health.withDetail("cause", report.cause());
    }
    if (report.fix() != null) {
      health.withDetail("fix", report.fix());
    }
    return health
        .withDetail("proven", report.proven())
        .withDetail("degraded", report.degraded())
        .build();
  }
}
