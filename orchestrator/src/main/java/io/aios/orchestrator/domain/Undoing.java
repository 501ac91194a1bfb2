package io.aios.orchestrator.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A command that ended and is being undone, one call after the other, the last one first.
 *
 * @param by for whom, with whose grants
 * @param deadline when what is not undone by then stays done
 */
public record Undoing(Ended ended, Undone log, Principal by, Instant deadline)
    implements CommandState.Done {

  /** The call to be undone next; empty while one is under way, or none is left. */
  public Optional<String> next() {
    if (inFlight().isPresent()) {
      return Optional.empty();
    }
    return first(UndoState.Pending.class);
  }

  /** The one whose compensating call may be under way. */
  public Optional<String> inFlight() {
    return first(UndoState.Started.class);
  }

  /** How its tool undoes it. */
  public Undo.Possible undo(String step) {
    return Undos.possible(ended.last(), step)
        .orElseThrow(() -> new IllegalTransition("'" + step + "' cannot be undone"));
  }

  UndoState state(String step) {
    UndoState state = log.steps().get(step);
    if (state == null) {
      throw new IllegalTransition("'" + step + "' is nothing that is undone");
    }
    return state;
  }

  Undoing with(String step, UndoState state) {
    return new Undoing(ended, log.with(step, state), by, deadline);
  }

  private Optional<String> first(Class<? extends UndoState> kind) {
    return log.steps().entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
