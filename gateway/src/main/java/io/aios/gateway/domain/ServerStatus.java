package io.aios.gateway.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a tool server stands in the catalogue.
 *
 * @param server its alias, the prefix of its tools
 * @param service the name it is registered under
 * @param tools how many of its tools are listed
 * @param cause why the list is not fresh, null when it is
 * @param since when this state began
 */
public record ServerStatus(
    String server, String service, State state, int tools, @Nullable String cause, Instant since) {

  /** Whether the list of tools can be relied on. */
  public enum State {
    /** The list is fresh. */
    UP,
    /** The server does not answer; its last list is kept. */
    STALE,
    /** The server has never answered. */
    DOWN
  }
}
