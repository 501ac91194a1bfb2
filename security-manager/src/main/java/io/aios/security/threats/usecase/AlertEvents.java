package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Alert;

/** Tells others of an alert, in the caller's transaction. */
public interface AlertEvents {
  /** An event and an audit record. */
  void raised(Alert alert);
}
