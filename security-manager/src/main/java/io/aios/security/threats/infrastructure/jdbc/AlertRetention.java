package io.aios.security.threats.infrastructure.jdbc;

import io.aios.security.threats.infrastructure.rcf.ThreatProperties;
import io.aios.security.threats.usecase.Alerts;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes old alerts once an hour; open ones stay. */
@Component
class AlertRetention {
  private final Alerts alerts;
  private final ThreatProperties properties;
  private final Clock clock;

  AlertRetention(Alerts alerts, ThreatProperties properties, Clock clock) {
    this.alerts = alerts;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void forget() {
    alerts.forget(clock.instant().minus(properties.keep()));
  }
}
