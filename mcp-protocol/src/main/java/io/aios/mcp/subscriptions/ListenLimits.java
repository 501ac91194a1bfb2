package io.aios.mcp.subscriptions;

import java.time.Duration;

/**
 * Bounds of {@code subscriptions/listen}.
 *
 * @param perPrincipal streams open at once per caller; more are refused with 429
 * @param total streams open at once; more are refused with 429
 * @param watched resources, and tasks, that one stream may name
 * @param maxAge after which a stream is ended, so that nobody listens for long on an access token
 *     that has expired; clients listen again
 */
public record ListenLimits(int perPrincipal, int total, int watched, Duration maxAge) {

  public ListenLimits {
    if (perPrincipal < 1 || total < 1 || watched < 1 || !maxAge.isPositive()) {
      throw new IllegalArgumentException(
          "Limits must be positive: %d, %d, %d, %s"
              .formatted(perPrincipal, total, watched, maxAge));
    }
  }

  /** 16 per caller, 10,000 in all, 1,000 watched, 1 hour. */
  public static ListenLimits defaults() {
    return new ListenLimits(16, 10_000, 1_000, Duration.ofHours(1));
  }
}
