package io.aios.mcp;

import java.util.List;

/** The protocol revisions spoken here; they are dates and compare as text. */
public final class ProtocolVersions {
  /** Stateless requests that carry their own version and capabilities. */
  public static final String MODERN = "2026-07-28";

  /** Revisions that start with {@code initialize}, newest first; served without sessions. */
  public static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", "2025-03-26");

  /** What a legacy request without a version header speaks, as the specification allows. */
  public static final String ASSUMED = "2025-03-26";

  private ProtocolVersions() {}

  /** Whether a revision belongs to the era that {@link #MODERN} began. */
  public static boolean isModern(String version) {
    return version.compareTo(MODERN) >= 0;
  }

  /** The legacy revision to answer {@code initialize} with: the one asked for, or our newest. */
  public static String negotiateLegacy(String requested) {
    return LEGACY.contains(requested) ? requested : LEGACY.getFirst();
  }
}
