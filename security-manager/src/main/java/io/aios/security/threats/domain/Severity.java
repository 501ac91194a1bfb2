package io.aios.security.threats.domain;

/** How much a finding deserves attention, in ascending order. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  public Severity max(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
