package io.aios.platform.telemetry;

import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import io.aios.privacy.Policy;
import io.aios.privacy.TextFilter;

/**
 * What logs and traces say, without secrets, personal data and control characters. They are kept
 * for long and read by others than whose data it is, so that personal data goes too, other than in
 * answers. Network addresses stay: they are what operators look for.
 */
final class TelemetryText {
  private static final TextFilter FILTER =
      new TextFilter(
          Policy.standard()
              .with(Category.INJECTION, Mode.OFF)
              .with(Category.CONTACT, Mode.REDACT)
              .with(Category.FINANCIAL, Mode.REDACT)
              .with(Category.IDENTITY, Mode.REDACT),
          null);

  private TelemetryText() {}

  /**
   * The value, or what may be said of it.
   *
   * @param name what it is the value of; it decides with it, as {@code password} does
   */
  static String of(String name, String value) {
    return FILTER.apply(name, value).text();
  }
}
