package io.aios.security.revocation.usecase;

import java.time.Instant;
import java.util.List;

/** Principals that get no tokens, and whose keys are refused, until they are released. */
public interface Quarantines {
  /**
   * A principal that is held.
   *
   * @param reason what it is held for
   */
  record Held(String subject, String reason, Instant at) {}

  /** False when it is held already. */
  boolean add(Held held);

  /** Whether it was held. */
  boolean remove(String subject);

  boolean holds(String subject);

  /** The last ones first, a thousand at most. */
  List<Held> list();
}
