package io.aios.contracts.threats;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks like an attack was found, or an alert became worse. The whole of it is at
 * {@code /api/v1/alerts/{id}}.
 *
 * @param rule stable id of what found it, such as {@code brute-force}
 * @param severity {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param subject whose doing it is; null when nobody was authenticated
 * @param response what was done about it: {@code alert}, {@code throttle}, {@code step-up}, {@code
 *     quarantine}
 * @param at time of the last record that belongs to it
 */
public record AlertRaised(
    UUID id,
    String rule,
    String severity,
    @Nullable String subject,
    @Nullable String client,
    String explanation,
    String response,
    Instant at) {
  /** The CloudEvents type it travels as. */
  public static final String TYPE = "io.aios.threats.AlertRaised.v1";
}
