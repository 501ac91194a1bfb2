package io.aios.orchestrator.domain;

import java.util.List;
import java.util.UUID;

/**
 * What led to a command; a command that another one's step makes inherits it.
 *
 * @param depth how many plans it is inside of, as the tool that they call
 * @param triggers that fired, each by what the one before did, the first one first
 */
public record Origin(int depth, List<UUID> triggers) {
  /** Most plans that may be inside each other. */
  public static final int MAX_DEPTH = 5;

  /** Somebody asked for it. */
  public static final Origin REQUEST = new Origin(0, List.of());

  public Origin {
    triggers = List.copyOf(triggers);
  }

  /** Of a command that a trigger submits. */
  public static Origin of(List<UUID> triggers) {
    return new Origin(0, triggers);
  }

  /** Of a command that a step of this one makes. */
  public Origin inside() {
    return new Origin(depth + 1, triggers);
  }
}
