package io.aios.security.threats.domain;

import java.util.EnumMap;
import java.util.Map;

/** What is measured of an actor's last minute. Scales bring all to a similar range. */
public enum Feature {
  CALLS("requests in a minute", true, 1),
  REFUSED("share of refused requests", false, 4),
  FAILED("share of failed requests", false, 3),
  TOOLS("different tools", true, 1.5),
  ARGUMENTS("different arguments", true, 1),
  BYTES("kilobytes of answers", true, 0.7),
  FINDINGS("findings in answers", true, 1.5),
  NETWORKS("networks not seen before", false, 3),
  SURPRISE("bits of surprise in the order of tools", false, 0.7),
  HOUR("bits of surprise in the hour of the day", false, 0.35);

  /** Less than usual is no attack, so how much less does not matter. */
  private static final double LEAST = -1;

  private final String label;
  private final boolean logarithmic;
  private final double scale;

  Feature(String label, boolean logarithmic, double scale) {
    this.label = label;
    this.logarithmic = logarithmic;
    this.scale = scale;
  }

  public String label() {
    return label;
  }

  /** How far a value is above the usual one, comparable with other features. */
  double deviation(double value, double usual) {
    double difference = logarithmic ? Math.log1p(value) - Math.log1p(usual) : value - usual;
    return Math.max(LEAST, scale * difference);
  }

  static Map<Feature, Double> zeros() {
    Map<Feature, Double> zeros = new EnumMap<>(Feature.class);
    for (Feature feature : values()) {
      zeros.put(feature, 0.0);
    }
    return zeros;
  }
}
