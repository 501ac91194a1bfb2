package io.aios.security.usecase;

import io.aios.security.domain.KeyRing;
import java.time.Instant;

/** The issuer's keys, as every replica sees them. */
public interface IssuerKeyStore {
  /** Runs the change in a transaction, while no other replica changes the keys. */
  void exclusively(Runnable change);

  KeyRing ring();

  /** Makes a key, which nobody knows until it is stored. To be called outside of transactions. */
  NewKey generate();

  /** A key that is to be stored. */
  interface NewKey {
    /** From the given time on it signs. */
    void store(Instant signsFrom);
  }

  void remove(String kid);
}
