package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandState.Ended;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a command can be undone, and in which order. */
public final class Undos {
  private Undos() {}

  /** Calls that changed something, or may have, and were not undone yet; the last one first. */
  public static List<String> left(Ended ended) {
    Map<String, UndoState> before = ended.undone() == null ? Map.of() : ended.undone().steps();
    return ended.last().steps().entrySet().stream()
        .filter(entry -> changedSomething(ended.last(), entry.getKey(), entry.getValue()))
        .filter(entry -> !(before.get(entry.getKey()) instanceof UndoState.Done))
        .sorted(Comparator.comparingInt(entry -> -order(entry.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Why the call cannot be undone, as far as that is known before it is tried. */
  public static Optional<String> obstacle(Running last, String step, Instant now) {
    return switch (last.state(step)) {
      case StepState.OutcomeUnknown unknown ->
          Optional.of("nobody knows whether it had its effect: " + unknown.reason());
      case StepState.Succeeded done -> obstacle(done.result().undo(), now);
      case StepState.Failed failed ->
          obstacle(failed.result() == null ? null : failed.result().undo(), now);
      default -> Optional.of("it did nothing");
    };
  }

  static Optional<Undo.Possible> possible(Running last, String step) {
    StepResult result =
        switch (last.state(step)) {
          case StepState.Succeeded done -> done.result();
          case StepState.Failed failed -> failed.result();
          default -> null;
        };
    return result != null && result.undo() instanceof Undo.Possible possible
        ? Optional.of(possible)
        : Optional.empty();
  }

  static Undone begin(Ended ended) {
    Map<String, UndoState> steps = new LinkedHashMap<>();
    left(ended).forEach(step -> steps.put(step, new UndoState.Pending()));
    if (ended.undone() != null) {
      ended
          .undone()
          .steps()
          .forEach(
              (step, state) -> {
                if (state instanceof UndoState.Done) {
                  steps.put(step, state);
                }
              });
    }
    return new Undone(steps);
  }

  private static Optional<String> obstacle(@Nullable Undo undo, Instant now) {
    return switch (undo) {
      case null -> Optional.of("its tool offers no undo");
      case Undo.Impossible impossible -> Optional.of(impossible.reason());
      case Undo.Possible possible -> {
        Instant expires = possible.expires();
        yield expires != null && now.isAfter(expires)
            ? Optional.of("it could be undone until " + expires)
            : Optional.empty();
      }
    };
  }

  /** A failed call counts when its tool says how to undo what it did until then. */
  private static boolean changedSomething(Running last, String name, StepState state) {
    if (last.step(name).rules().readOnly()) {
      return false;
    }
    return switch (state) {
      case StepState.Succeeded done ->
          last.step(name).rules().forEach() == null || Items.indexOf(name) >= 0;
      case StepState.Failed failed -> failed.result() != null && failed.result().undo() != null;
      case StepState.OutcomeUnknown unknown -> true;
      default -> false;
    };
  }

  private static int order(StepState state) {
    return state instanceof StepState.Succeeded done ? done.order() : Integer.MAX_VALUE;
  }
}
