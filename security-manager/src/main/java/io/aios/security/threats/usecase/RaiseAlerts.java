package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Finding;
import java.time.Duration;

/** Makes alerts of findings, tells of them, and responds. */
public final class RaiseAlerts {
  private final Alerts alerts;
  private final AlertEvents events;
  private final RespondToAlert respond;
  private final Duration repeat;

  /**
   * @param repeat after which the same finding is a new alert
   */
  public RaiseAlerts(Alerts alerts, AlertEvents events, RespondToAlert respond, Duration repeat) {
    this.alerts = alerts;
    this.events = events;
    this.respond = respond;
    this.repeat = repeat;
  }

  /** In the caller's transaction. */
  public void raise(Finding finding) {
    Response response = respond.choose(finding);
    alerts
        .raise(finding, finding.at().minus(repeat), response.label())
        .ifPresent(
            alert -> {
              events.raised(alert);
              respond.act(response, alert);
            });
  }
}
