package io.aios.security.threats.usecase;

import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Finding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Does about alerts what is configured; nothing, where nothing is. */
public final class RespondToAlert {
  private final QuarantinePrincipal quarantine;
  private final ThrottlePrincipal throttle;
  private final EndSessions sessions;
  private final Map<String, Response> configured;

  /**
   * @param configured by rule or by severity in lower case; the rule's wins
   */
  public RespondToAlert(
      QuarantinePrincipal quarantine,
      ThrottlePrincipal throttle,
      EndSessions sessions,
      Map<String, Response> configured) {
    this.quarantine = quarantine;
    this.throttle = throttle;
    this.sessions = sessions;
    this.configured = Map.copyOf(configured);
  }

  /** What is configured, as far as it is possible. */
  Response choose(Finding finding) {
    Actor actor = finding.actor();
    if (actor == null) {
      return Response.ALERT;
    }
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    Response wanted =
        Optional.ofNullable(configured.get(finding.rule()))
            .or(() -> Optional.ofNullable(configured.get(severity)))
            .orElse(Response.ALERT);
    boolean possible = wanted != Response.QUARANTINE || quarantine.mayHold(actor.subject());
    return possible ? wanted : Response.ALERT;
  }

  /** In the caller's transaction. */
  void act(Response response, Alert alert) {
    String subject = alert.subject();
    if (subject == null) {
      return;
    }
    switch (response) {
      case ALERT -> {}
      case THROTTLE -> throttle.throttle(subject);
      case STEP_UP -> sessions.endAll(subject);
      case QUARANTINE -> quarantine.hold(subject, "alert " + alert.id() + " of " + alert.rule());
    }
  }
}
