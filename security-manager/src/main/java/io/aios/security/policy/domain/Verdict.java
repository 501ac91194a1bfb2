package io.aios.security.policy.domain;

/** What is decided of a call. */
public enum Verdict {
  ALLOW,
  DENY,
  STEP_UP
}
