package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalView;
import io.aios.orchestrator.usecase.Approvals.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads on in what waits for approval; for one thread. Only commands of which something is new are
 * loaded.
 */
public final class ApprovalTail {
  private final Supplier<List<Waiting>> rows;
  private final Function<UUID, Optional<CommandHistory>> commands;
  private final Rendering rendering;
  private Map<Step, Integer> known = Map.of();

  ApprovalTail(
      Supplier<List<Waiting>> rows,
      Function<UUID, Optional<CommandHistory>> commands,
      Rendering rendering) {
    this.rows = rows;
    this.commands = commands;
    this.rendering = rendering;
  }

  /** What a waiting step looks like to the follower; empty when it waits no more. */
  interface Rendering {
    Optional<ApprovalView> view(CommandHistory history, String step);
  }

  /** What changed since the last time; everything that waits at the first. */
  public List<Change> next() {
    Map<Step, Integer> now = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    Map<UUID, Optional<CommandHistory>> histories = new HashMap<>();
    for (Waiting row : rows.get()) {
      Step step = new Step(row.command(), row.step());
      Integer stamp = known.get(step);
      if (stamp != null && stamp == row.stamp()) {
        now.put(step, stamp);
        continue;
      }
      // A command may wait with many steps, and is read once. One that has gone on since counts
      // as gone, if it was known.
      histories
          .computeIfAbsent(row.command(), commands)
          .flatMap(history -> rendering.view(history, row.step()))
          .ifPresent(
              view -> {
                changes.add(new Change.Waits(view));
                now.put(step, row.stamp());
              });
    }
    known.keySet().stream()
        .filter(step -> !now.containsKey(step))
        .map(step -> new Change.Gone(step.command, step.name))
        .forEach(changes::add);
    known = now;
    return changes;
  }

  /** Something new. */
  public sealed interface Change {
    /** A step waits; again when somebody agreed to it or changed its arguments. */
    record Waits(ApprovalView view) implements Change {}

    /** It waits no more. */
    record Gone(UUID commandId, String step) implements Change {}
  }

  private record Step(UUID command, String name) {}
}
