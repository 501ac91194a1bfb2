package io.aios.security.factors.usecase;

import java.time.Instant;
import java.util.OptionalLong;

/** Codes of RFC 6238. */
public interface TotpCodes {
  /** A new secret, in the spelling that people type (Base32, RFC 4648). */
  String newKey();

  /** The time step, near now, that a code belongs to; empty when it is none of these codes. */
  OptionalLong step(String key, String code, Instant now);
}
