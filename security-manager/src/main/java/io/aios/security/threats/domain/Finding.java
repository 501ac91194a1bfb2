package io.aios.security.threats.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks like an attack.
 *
 * @param rule stable id of what found it
 * @param actor whose doing it is; null when nobody was authenticated
 * @param about what it concerns; findings of one rule about the same are one alert
 * @param explanation a sentence for the administrator
 * @param evidence ids of audit records
 * @param at time of the last of them
 */
public record Finding(
    String rule,
    Severity severity,
    @Nullable Actor actor,
    String about,
    String explanation,
    List<Factor> factors,
    List<UUID> evidence,
    Instant at) {
  /** Most records that are named; the first ones tell how it began. */
  public static final int MOST_EVIDENCE = 20;

  public Finding {
    factors = List.copyOf(factors);
    evidence = List.copyOf(evidence.subList(0, Math.min(MOST_EVIDENCE, evidence.size())));
  }
}
