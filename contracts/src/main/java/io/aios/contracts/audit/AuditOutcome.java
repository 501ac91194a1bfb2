package io.aios.contracts.audit;

/** How the audited request ended. */
public enum AuditOutcome {
  /** Let through, and the service answered. */
  ALLOWED,
  /** Refused by the gateway: identity, permission, limits, schema. */
  REFUSED,
  /** Let through, but the service failed or was unreachable. */
  FAILED
}
