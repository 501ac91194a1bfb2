package io.aios.sysops.infrastructure.oshi;

import org.jspecify.annotations.Nullable;

/** OSHI says what it does not know with words and zeros. */
final class Known {
  private Known() {}

  static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() || value.equalsIgnoreCase("unknown") ? null : value;
  }

  static String orElse(@Nullable String value, String otherwise) {
    String known = text(value);
    return known == null ? otherwise : known;
  }

  /** A share as percent with one decimal. */
  static double percent(double share) {
    return Math.round(share * 1000) / 10.0;
  }
}
