package io.aios.orchestrator.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.IllegalTransition;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.UndoState;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.usecase.SimulatedStore.AnswerLost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Three orchestrators over one store, one move at a time. */
final class SimulatedCluster {
  private static final int MOVES = 70;
  private static final int MOST_ROUNDS = 400;

  private final Random random;
  private final SimulatedStore store;
  private final SimulatedWorld world;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Map<String, UUID> submitted = new HashMap<>();

  SimulatedCluster(long seed) {
    random = new Random(seed);
    world = new SimulatedWorld(random);
    store = new SimulatedStore(random);
    for (int i = 0; i < 3; i++) {
      nodes.add(new SimulatedNode(store, world));
    }
  }

  void run() {
    for (int i = 0; i < MOVES; i++) {
      move();
    }
    store.healthy();
    int rounds = 0;
    while (!everythingEnded()) {
      assertThat(rounds++)
          .as(() -> "rounds until everything ended: " + open())
          .isLessThan(MOST_ROUNDS);
      world.sleep(5);
      nodes.forEach(this::settle);
    }
    submitted.values().forEach(this::check);
  }

  private void move() {
    SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
    switch (random.nextInt(16)) {
      case 0, 1 -> submit(node);
      case 2 -> crash(node);
      case 3, 4 -> node.takeOver(random.nextInt(4) == 0);
      case 5 -> world.sleep(random.nextInt(8));
      case 6 -> interject(new Intent.RequestCancel("ada"));
      case 7 -> interject(new Intent.Approve(waitingStep(), "bob", null));
      case 8 -> interject(new Intent.Reject(waitingStep(), "bob", "no"));
      case 9 -> interject(new Intent.RequestUndo(SimulatedWorld.ADA));
      case 10 -> node.wake();
      default -> node.deliver(random);
    }
  }

  /** The same key again gives the command of before, and never a second one. */
  private void submit(SimulatedNode node) {
    String key = "key-" + random.nextInt(4);
    UUID id = node.submit(key, world.plan());
    UUID before = submitted.putIfAbsent(key, id);
    assertThat(before == null || before.equals(id)).isTrue();
  }

  /** What it sent may still arrive; what it knew is gone. */
  private void crash(SimulatedNode node) {
    nodes.remove(node);
    node.crash();
    nodes.add(new SimulatedNode(store, world));
  }

  private void settle(SimulatedNode node) {
    node.takeOver(false);
    node.wake();
    node.deliverAll();
  }

  private void interject(Intent intent) {
    if (submitted.isEmpty()) {
      return;
    }
    List<UUID> ids = submitted.values().stream().sorted().toList();
    UUID id = ids.get(random.nextInt(ids.size()));
    CommandHistory before = store.find(id);
    try {
      store.interject(before, before.with(intent, world.now()));
    } catch (IllegalTransition refused) {
      return;
    } catch (AnswerLost storedNevertheless) {
      // Who runs it finds the change with its next append, or when it is poked.
    }
    nodes.forEach(node -> node.changed(id));
  }

  private String waitingStep() {
    return submitted.values().stream()
        .map(id -> store.find(id).state())
        .filter(Running.class::isInstance)
        .flatMap(state -> ((Running) state).awaitingApproval().stream())
        .findFirst()
        .orElse("s0");
  }

  private String open() {
    return submitted.values().stream()
        .map(store::find)
        .filter(history -> !history.hasEnded())
        .map(CommandHistory::toString)
        .toList()
        .toString();
  }

  private boolean everythingEnded() {
    return submitted.values().stream().allMatch(id -> store.find(id).state() instanceof Ended);
  }

  private void check(UUID id) {
    Ended ended = (Ended) store.find(id).state();
    ended
        .last()
        .steps()
        .forEach((name, state) -> checkEffects(ended.last(), name, state, world.effects(id, name)));
    if (ended.undone() != null) {
      ended.undone().steps().forEach((name, state) -> checkUndo(id, name, state));
    }
    checkFold(store.find(id).state());
  }

  private static void checkEffects(Running last, String name, StepState state, int effects) {
    boolean once = !last.step(name).repeatable();
    if (once) {
      assertThat(effects).as(() -> "effects of " + name + ", " + state).isLessThanOrEqualTo(1);
    }
    switch (state) {
      case StepState.Succeeded done -> {
        boolean calls = last.step(name).rules().forEach() == null || name.contains("[");
        assertThat(effects).as("effects of " + name).isGreaterThanOrEqualTo(calls ? 1 : 0);
      }
      case StepState.Pending pending -> assertThat(effects).as("effects of " + name).isZero();
      // One that can be repeated may have had its effect before it was turned away.
      case StepState.AwaitingApproval waits ->
          assertThat(once ? effects : 0).as("effects of " + name).isZero();
      case StepState.Skipped skipped -> assertThat(effects).as("effects of " + name).isZero();
      default -> {}
    }
  }

  private void checkUndo(UUID id, String name, UndoState state) {
    long effects = world.undone(id, name);
    switch (state) {
      case UndoState.Done done -> assertThat(effects).as("undone " + name).isGreaterThan(0);
      case UndoState.NotDone not -> {}
      case UndoState.OutcomeUnknown unknown ->
          assertThat(effects).as("undone " + name).isLessThanOrEqualTo(store.undoStarts(id, name));
      case UndoState.Pending pending -> throw new AssertionError(name + " is still to be undone");
      case UndoState.Started started -> throw new AssertionError(name + " is still being undone");
    }
  }

  private static void checkFold(CommandState state) {
    assertThat(state).isNotInstanceOf(Undoing.class);
    Principal principal = ((Ended) state).last().accepted().principal();
    assertThat(principal).isEqualTo(SimulatedWorld.ADA);
  }
}
