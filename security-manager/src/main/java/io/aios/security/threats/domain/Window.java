package io.aios.security.threats.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An actor's last minute, measured.
 *
 * @param values of every feature
 * @param usual the same features in the actor's own past
 */
public record Window(
    Actor actor,
    Instant at,
    int requests,
    Map<Feature, Double> values,
    Map<Feature, Double> usual,
    List<UUID> evidence) {
  public Window {
    values = Map.copyOf(values);
    usual = Map.copyOf(usual);
    evidence = List.copyOf(evidence);
  }

  public double value(Feature feature) {
    return values.getOrDefault(feature, 0.0);
  }

  public double usual(Feature feature) {
    return usual.getOrDefault(feature, 0.0);
  }

  /** How far a feature is above what is usual, on a scale that all features share. */
  public double deviation(Feature feature) {
    return feature.deviation(value(feature), usual(feature));
  }
}
