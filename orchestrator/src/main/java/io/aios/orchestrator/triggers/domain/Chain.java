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

  /** Why a trigger must not fire after a chain. */
  public enum End {
    /** It would hear itself. */
    OWN,
    /** It would hear what others did because of it. */
    LOOP,
    TOO_LONG
  }

  /** Why the trigger must not be next; empty when it may. */
  public Optional<End> endsBefore(UUID trigger) {
    if (!triggers.isEmpty() && triggers.getLast().equals(trigger)) {
      return Optional.of(End.OWN);
    }
    if (triggers.contains(trigger)) {
      return Optional.of(End.LOOP);
    }
    return triggers.size() >= LIMIT ? Optional.of(End.TOO_LONG) : Optional.empty();
  }

  /**
   * The chain with one more.
   *
   * @throws IllegalArgumentException when the chain ends before it
   */
  public Chain then(UUID trigger) {
    endsBefore(trigger)
        .ifPresent(
            end -> {
              throw new IllegalArgumentException("After " + triggers + ", " + trigger + ": " + end);
            });
    List<UUID> longer = new ArrayList<>(triggers);
    longer.add(trigger);
    return new Chain(longer);
  }

  public int length() {
    return triggers.size();
  }
}
