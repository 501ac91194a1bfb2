package io.aios.security.threats.usecase;

import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The alerts that were raised. */
public interface Alerts {
  /**
   * Adds a finding to the alert of the same rule about the same that is not older, in the caller's
   * transaction.
   *
   * @param since when the last finding of such an alert was at the earliest
   * @param response what is done when the alert is new
   * @return the alert if it is new or worse than it was; empty when it was known, also when another
   *     replica raised it
   */
  Optional<Alert> raise(Finding finding, Instant since, String response);

  Optional<Alert> find(UUID id);

  List<Alert> list(AlertQuery query);

  /**
   * Decides an open alert.
   *
   * @return false when it is not open any more
   */
  boolean decide(UUID id, Alert.Decision decision);

  /** Removes alerts that were decided, and whose last finding was, before then. */
  void forget(Instant before);
}
