package io.aios.security.revocation.usecase;

import io.aios.contracts.tokens.Revocation;
import io.aios.contracts.tokens.RevocationPage;
import java.time.Instant;
import java.util.List;

/** What was revoked and is still of use. */
public interface Revocations {
  /**
   * Stores revocations and announces them to the gateways, in the caller's transaction if there is
   * one. What else the transaction changes has to be changed before: other revocations wait for its
   * end.
   */
  void add(List<Revocation> revocations);

  /**
   * @param number the last one that is known
   */
  RevocationPage after(long number);

  /** Whether the last one of its kind about a value is of use still. */
  boolean isInForce(Revocation.Kind kind, String value, Instant now);

  void forget(Instant now);
}
