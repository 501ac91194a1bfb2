package io.aios.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trace that a message belongs to, as its {@code _meta} says it (2026-07-28, SEP-414): values
 * of W3C Trace Context and W3C Baggage, under keys without a prefix.
 */
public final class TraceMeta {
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";
  public static final String BAGGAGE = "baggage";

  public static final List<String> KEYS = List.of(TRACEPARENT, TRACESTATE, BAGGAGE);

  /** Characters that a value may have; a longer one counts as absent. */
  public static final int MAX_LENGTH = 4096;

  private TraceMeta() {}

  /** Whether a message names a trace, rightly or not. */
  public static boolean isIn(ObjectNode meta) {
    return meta.has(TRACEPARENT);
  }

  /**
   * A value for a propagator.
   *
   * @return null if it is absent, no string, or nothing that a header could carry
   */
  public static @Nullable String get(ObjectNode meta, String key) {
    JsonNode value = meta.get(key);
    return value == null ? null : bounded(value.stringValue(null));
  }

  /** A value of this origin or another, or null if it is too long or not printable ASCII. */
  public static @Nullable String bounded(@Nullable String value) {
    if (value == null || value.length() > MAX_LENGTH) {
      return null;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return null;
      }
    }
    return value;
  }
}
