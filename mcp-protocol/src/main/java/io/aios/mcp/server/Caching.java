package io.aios.mcp.server;

import java.time.Duration;

/**
 * How long and by whom a result may be reused.
 *
 * @param shared whether callers other than this one may be given it
 */
public record Caching(Duration ttl, boolean shared) {
  /** Must be asked for anew each time. */
  public static final Caching NONE = new Caching(Duration.ZERO, false);

  public Caching {
    if (ttl.isNegative()) {
      throw new IllegalArgumentException("ttl " + ttl + " is negative");
    }
  }

  String scope() {
    return shared ? "public" : "private";
  }
}
