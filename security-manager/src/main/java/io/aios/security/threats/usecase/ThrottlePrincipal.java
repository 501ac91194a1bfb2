package io.aios.security.threats.usecase;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.Revocation.Kind;
import io.aios.security.revocation.usecase.Revocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Holds a principal's calls to the gateways' throttled quota for a while. Gateways learn of it as
 * they learn of revocations: by event, and within a second without.
 */
public final class ThrottlePrincipal {
  private final Revocations revocations;
  private final Duration time;
  private final Clock clock;

  public ThrottlePrincipal(Revocations revocations, Duration time, Clock clock) {
    this.revocations = revocations;
    this.time = time;
    this.clock = clock;
  }

  public void throttle(String subject) {
    announce(subject, clock.instant().plus(time));
  }

  /** Whether it was throttled. */
  public boolean lift(String subject) {
    boolean throttled = revocations.isInForce(Kind.THROTTLED, subject, clock.instant());
    if (throttled) {
      announce(subject, clock.instant());
    }
    return throttled;
  }

  private void announce(String subject, Instant until) {
    revocations.add(List.of(new Revocation(Kind.THROTTLED, subject, clock.instant(), until)));
  }
}
