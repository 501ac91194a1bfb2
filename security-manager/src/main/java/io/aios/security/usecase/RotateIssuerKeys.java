package io.aios.security.usecase;

import io.aios.security.domain.KeyRing;
import io.aios.security.domain.RotationPolicy;
import io.aios.security.usecase.IssuerKeyStore.NewKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

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

  /**
   * Makes the key before it takes the lock: RSA primes may take longer than a transaction may idle,
   * in a JVM that starts on a busy machine.
   */
  public void rotate() {
    Instant now = clock.instant();
    KeyRing seen = store.ring();
    Optional<NewKey> made = seen.successorDue(now, policy).map(due -> store.generate());
    if (made.isPresent() || !seen.retired(now, policy).isEmpty()) {
      store.exclusively(() -> rotate(store.ring(), now, made));
    }
  }

  /** Another replica may have stored its key meanwhile. */
  private void rotate(KeyRing ring, Instant now, Optional<NewKey> made) {
    made.ifPresent(key -> ring.successorDue(now, policy).ifPresent(key::store));
    ring.retired(now, policy).forEach(key -> store.remove(key.kid()));
  }
}
