package io.aios.gateway.usecase;

import io.aios.contracts.audit.AuditRecord;

/** Where decisions are recorded. */
@FunctionalInterface
public interface AuditTrail {
  /** Returns at once unless the trail is full; nothing is dropped. */
  void record(AuditRecord entry);
}
