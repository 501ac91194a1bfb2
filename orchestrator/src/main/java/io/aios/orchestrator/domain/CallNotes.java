package io.aios.orchestrator.domain;

import java.util.Map;

/**
 * What happened to a call on its way, beside its answer.
 *
 * @param cached whether an earlier answer was given again and no call was made
 * @param tries how often it was sent, counting those that were turned away before they had an
 *     effect
 * @param filtered how often each kind of finding was treated in the answer
 */
public record CallNotes(boolean cached, int tries, Map<String, Integer> filtered) {
  private static final CallNotes NOTHING = new CallNotes(false, 1, Map.of());

  public CallNotes {
    filtered = Map.copyOf(filtered);
  }

  /** Whether there is nothing worth to be kept. */
  public boolean isEmpty() {
    return equals(NOTHING);
  }
}
