package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Finding;
import java.time.Duration;
import java.time.Instant;

/**
 * An injected attack.
 *
 * @param source subject, address or tool that an alert about it names
 */
record Attack(Kind kind, Instant from, Instant to, String source) {
  private static final Duration LATE = Duration.ofMinutes(3);

  enum Kind {
    BRUTE_FORCE,
    PRIVILEGE_PROBING,
    EXFILTRATION,
    TOKEN_TRAVEL,
    TOOL_DRIFT,
    SECRETS_THEN_OUTBOUND,
    ACCOUNT_TAKEOVER,
    RUNAWAY_CLIENT
  }

  boolean isMeantBy(Finding found) {
    boolean during = !found.at().isBefore(from) && !found.at().isAfter(to.plus(LATE));
    boolean names =
        found.about().contains(source)
            || (found.actor() != null && found.actor().subject().equals(source));
    return during && names;
  }
}
