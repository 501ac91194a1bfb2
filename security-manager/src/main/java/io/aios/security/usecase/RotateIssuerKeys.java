package io.aios.security.usecase;

import io.aios.security.domain.KeyRing;
import io.aios.security.domain.RotationPolicy;
import java.time.Clock;
import java.time.Instant;

/** Makes the next key in time and removes keys whose tokens have expired. */
public final class RotateIssuerKeys {
  private final IssuerKeyStore store;
  private final RotationPolicy policy;
  private final Clock clock;

  public RotateIssuerKeys(IssuerKeyStore store, RotationPolicy policy, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.clock = clock;
  }

  public void rotate() {
    Instant now = clock.instant();
    KeyRing seen = store.ring();
    if (seen.successorDue(now, policy).isPresent() || !seen.retired(now, policy).isEmpty()) {
      store.exclusively(() -> rotate(store.ring(), now));
    }
  }

  private void rotate(KeyRing ring, Instant now) {
    ring.successorDue(now, policy).ifPresent(store::create);
    ring.retired(now, policy).forEach(key -> store.remove(key.kid()));
  }
}
