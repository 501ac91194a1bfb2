package io.aios.security.factors.usecase;

/** Users' passkeys (WebAuthn). */
public interface Passkeys {
  boolean has(String user);

  /** False when there were none. */
  boolean removeAll(String user);
}
