package io.aios.security.logins.domain;

import java.util.Locale;

/** By what somebody, or a program, shows who they are. */
public enum LoginMethod {
  PASSWORD,
  TOTP,
  RECOVERY_CODE,
  PASSKEY,
  /** A proof that the caller can read a file of the machine's owner. */
  KEY_FILE,
  /** At an identity provider elsewhere. */
  PROVIDER,
  /** A user lets in the device whose code they type (RFC 8628). */
  DEVICE,
  /** A secret of an OAuth client's, or the verifier of a code that was given to it. */
  CLIENT;

  /** Of the audit record: {@code login.password}, {@code login.recovery-code} … */
  public String action() {
    return "login." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
