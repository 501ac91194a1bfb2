package io.aios.security.usecase;

import io.aios.security.domain.KeyRing;
import java.time.Instant;

/** The issuer's keys, as every replica sees them. */
public interface IssuerKeyStore {
  /** Runs the change in a transaction, while no other replica changes the keys. */
  void exclusively(Runnable change);

  KeyRing ring();

  /** Makes a key that begins to sign at the given time. */
  void create(Instant signsFrom);

  void remove(String kid);
}
