package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Streams, keys and leases; the answer of a commit may get lost. */
final class SimulatedStore {
  private final Random random;
  private final Map<UUID, List<CommandEvent>> streams = new HashMap<>();
  private final Map<String, UUID> keys = new HashMap<>();
  private final Map<UUID, Holding> owners = new HashMap<>();
  private boolean healthy;

  SimulatedStore(Random random) {
    this.random = random;
  }

  /** From now on every answer arrives. */
  void healthy() {
    healthy = true;
  }

  /** The command that holds the key. */
  UUID create(String key, CommandHistory history, Holding owner) {
    UUID holder = keys.putIfAbsent(key, history.id());
    if (holder != null) {
      return holder;
    }
    streams.put(history.id(), new ArrayList<>(history.fresh()));
    if (!(history.state() instanceof Ended)) {
      owners.put(history.id(), owner);
    }
    loseAnswer();
    return history.id();
  }

  @Nullable UUID holder(String key) {
    return keys.get(key);
  }

  void append(CommandHistory before, CommandHistory after) {
    List<CommandEvent> stream = streams.get(before.id());
    if (stream.size() != before.version()) {
      throw new VersionConflict(before.id(), before.version());
    }
    stream.addAll(after.fresh());
    if (after.state() instanceof Ended) {
      owners.remove(before.id());
    }
    loseAnswer();
  }

  void interject(CommandHistory before, CommandHistory after) {
    append(before, after);
  }

  CommandHistory find(UUID id) {
    return CommandHistory.of(id, streams.get(id));
  }

  /** How often undoing the call began; each time somebody wanted it. */
  long undoStarts(UUID id, String step) {
    return streams.get(id).stream()
        .filter(CommandEvent.StepUndoStarted.class::isInstance)
        .filter(event -> ((CommandEvent.StepUndoStarted) event).step().equals(step))
        .count();
  }

  boolean owns(Holding holding, UUID id) {
    return holding.isSame(owners.get(id));
  }

  void giveUp(UUID id) {
    owners.remove(id);
  }

  /** One taking of a lease; each is another. */
  static final class Holding {
    private final SimulatedNode node;

    Holding(SimulatedNode node) {
      this.node = node;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isOf(SimulatedNode other) {
      return node == other;
    }

    @SuppressWarnings("ReferenceEquality")
    boolean isSame(@Nullable Holding other) {
      return this == other;
    }
  }

  void leave(SimulatedNode node) {
    owners.values().removeIf(owner -> owner.isOf(node));
  }

  /**
   * Commands that nobody runs.
   *
   * @param hasty whether those of a living orchestrator are taken as well, as if it were silent
   */
  Map<UUID, Holding> abandoned(SimulatedNode by, boolean hasty) {
    List<UUID> free =
        streams.keySet().stream()
            .filter(id -> !(find(id).state() instanceof Ended))
            .filter(id -> !owners.containsKey(id) || (hasty && !owners.get(id).isOf(by)))
            .sorted()
            .toList();
    Map<UUID, Holding> taken = new TreeMap<>();
    free.forEach(id -> taken.put(id, new Holding(by)));
    owners.putAll(taken);
    return taken;
  }

  private void loseAnswer() {
    if (!healthy && random.nextInt(12) == 0) {
      throw new AnswerLost();
    }
  }

  /** It was stored, and who stored it does not know. */
  static final class AnswerLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerLost() {
      super("The answer of the commit got lost", null, false, false);
    }
  }
}
