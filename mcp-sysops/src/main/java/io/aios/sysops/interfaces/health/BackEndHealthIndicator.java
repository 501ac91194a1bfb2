package io.aios.sysops.interfaces.health;

import io.aios.sysops.usecase.BackEnd;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Names each back end and what keeps it from use; only an essential one takes the server down. */
@Component
class BackEndHealthIndicator implements HealthIndicator {
  private final List<BackEnd> backEnds;

  BackEndHealthIndicator(List<BackEnd> backEnds) {
    this.backEnds = List.copyOf(backEnds);
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (BackEnd backEnd : backEnds) {
      var problem = backEnd.problem();
      health.withDetail(backEnd.name(), problem.orElse("usable"));
      if (problem.isPresent() && backEnd.essential()) {
        health.down();
      }
    }
    return health.build();
  }
}
