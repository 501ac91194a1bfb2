package io.aios.security.threats.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one rule about the same, for an administrator to look at.
 *
 * @param number ascending in the order in which alerts were raised
 * @param explanation of the last finding
 * @param evidence ids of audit records
 * @param occurrences findings that are this alert
 * @param response what was done about it
 * @param decision null while it is open
 */
public record Alert(
    long number,
    UUID id,
    String rule,
    Severity severity,
    @Nullable String subject,
    @Nullable String client,
    String about,
    String explanation,
    List<Factor> factors,
    List<UUID> evidence,
    Instant firstAt,
    Instant lastAt,
    int occurrences,
    String response,
    @Nullable Decision decision) {

  /** How an alert is. */
  public enum State {
    OPEN,
    ACKNOWLEDGED,
    DISMISSED
  }

  /**
   * What an administrator made of it.
   *
   * @param dismissed as a false alarm; otherwise it was taken note of
   */
  public record Decision(boolean dismissed, String by, Instant at, @Nullable String note) {}

  public Alert {
    factors = List.copyOf(factors);
    evidence = List.copyOf(evidence);
  }

  public State state() {
    if (decision == null) {
      return State.OPEN;
    }
    return decision.dismissed() ? State.DISMISSED : State.ACKNOWLEDGED;
  }
}
