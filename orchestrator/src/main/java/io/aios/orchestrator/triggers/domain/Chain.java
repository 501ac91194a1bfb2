package io.aios.orchestrator.triggers.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Triggers of which each fired by what the one before did.
 *
 * @param triggers oldest first
 */
public record Chain(List<UUID> triggers) {
  /** Longer chains end. */
  public static final int LIMIT = 3;

  public static final Chain NONE = new Chain(List.of());

  public Chain {
    triggers = List.copyOf(triggers);
  }

  /** The chain with one more; empty when that would be a loop or too long. */
  public Optional<Chain> then(UUID trigger) {
    if (triggers.contains(trigger) || triggers.size() >= LIMIT) {
      return Optional.empty();
    }
    List<UUID> longer = new ArrayList<>(triggers);
    longer.add(trigger);
    return Optional.of(new Chain(longer));
  }
}
