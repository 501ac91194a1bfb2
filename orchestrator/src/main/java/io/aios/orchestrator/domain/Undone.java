package io.aios.orchestrator.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of undoing a command.
 *
 * @param steps the calls that changed something, in the order in which they are undone
 */
public record Undone(Map<String, UndoState> steps) {
  public Undone {
    steps = Collections.unmodifiableMap(steps);
  }

  public boolean complete() {
    return steps.values().stream().allMatch(UndoState.Done.class::isInstance);
  }

  Undone with(String step, UndoState state) {
    Map<String, UndoState> changed = new LinkedHashMap<>(steps);
    changed.put(step, state);
    return new Undone(changed);
  }
}
