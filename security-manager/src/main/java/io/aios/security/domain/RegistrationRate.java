package io.aios.security.domain;

import java.time.Duration;
import java.time.Instant;

/** At most so many in any window that begins with the first of them. */
public final class RegistrationRate {
  private final int limit;
  private final Duration window;
  private Instant begun = Instant.MIN;
  private int taken;

  public RegistrationRate(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  public synchronized boolean take(Instant now) {
    if (!now.isBefore(begun.equals(Instant.MIN) ? now : begun.plus(window))) {
      begun = now;
      taken = 0;
    }
    if (taken >= limit) {
      return false;
    }
    taken++;
    return true;
  }
}
