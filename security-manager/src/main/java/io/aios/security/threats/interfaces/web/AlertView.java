package io.aios.security.threats.interfaces.web;

import io.aios.security.threats.domain.Alert;
import io.aios.security.threats.domain.Factor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as administrators see it.
 *
 * @param evidence ids of audit records
 * @param decidedBy null while it is open
 */
record AlertView(
    UUID id,
    String rule,
    String severity,
    String state,
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
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String note) {

  static AlertView of(Alert alert) {
    Alert.Decision decision = alert.decision();
    return new AlertView(
        alert.id(),
        alert.rule(),
        label(alert.severity()),
        label(alert.state()),
        alert.subject(),
        alert.client(),
        alert.about(),
        alert.explanation(),
        alert.factors(),
        alert.evidence(),
        alert.firstAt(),
        alert.lastAt(),
        alert.occurrences(),
        alert.response(),
        decision == null ? null : decision.by(),
        decision == null ? null : decision.at(),
        decision == null ? null : decision.note());
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
