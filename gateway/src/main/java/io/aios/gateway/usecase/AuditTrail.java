package io.aios.gateway.usecase;

import io.aios.contracts.audit.AuditRecord;

/** Where decisions are recorded. */
public interface AuditTrail {
  /** Attribute of a request whose record is written by who serves it. */
  String SEEN = AuditTrail.class.getName() + ".seen";

  /** Returns at once unless the trail is full; nothing is dropped. */
  void record(AuditRecord entry);

  /**
   * Called before a request is served; waits briefly while the trail is nearly full.
   *
   * @throws io.aios.platform.web.Problem {@code SERVICE_UNAVAILABLE} when the trail stays full
   */
  void requireRoom();
}
