package io.aios.security.threats.domain;

import org.jspecify.annotations.Nullable;

/**
 * One reason for a finding.
 *
 * @param name of what was counted or measured, with its unit
 * @param usual what it usually is, or the limit that was crossed; null where there is neither
 * @param share of the finding that it accounts for, 0 to 1
 */
public record Factor(String name, double value, @Nullable Double usual, double share) {

  static Factor overLimit(String name, long value, long limit) {
    return new Factor(name, (double) value, (double) limit, 1);
  }

  @Override
  public String toString() {
    return usual == null
        ? "%s %s".formatted(name, number(value))
        : "%s %s (usually %s)".formatted(name, number(value), number(usual));
  }

  private static String number(double value) {
    return value == Math.rint(value) || Math.abs(value) >= 100
        ? "%.0f".formatted(value)
        : "%.2f".formatted(value);
  }
}
