package io.aios.federation.domain;

/** Whose credential a call of an external server carries. */
public enum CredentialMode {
  /** Nobody's. */
  NONE,
  /** The operator's, for every caller. */
  SHARED,
  /** The caller's own. */
  PER_USER
}
