package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Plan;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import io.aios.orchestrator.usecase.Progression.Progress;
import io.aios.orchestrator.usecase.SimulatedStore.AnswerLost;
import io.aios.orchestrator.usecase.SimulatedStore.Holding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An orchestrator that follows the rules of {@link CommandRun} and {@link RecoverCommands}, one
 * move at a time: a call leaves only after its start is stored, and an append that conflicts is
 * decided again on what is read then.
 */
final class SimulatedNode {
  private final SimulatedStore store;
  private final SimulatedWorld world;
  private final Map<UUID, Run> runs = new TreeMap<>();

  SimulatedNode(SimulatedStore store, SimulatedWorld world) {
    this.store = store;
    this.world = world;
  }

  private static final class Run {
    private CommandHistory history;
    private final Holding lease;
    private final CompiledPlan plan;
    private final Map<String, SimulatedWorld.Call> calls = new HashMap<>();

    Run(Holding lease, CommandHistory history, CompiledPlan plan) {
      this.lease = lease;
      this.history = history;
      this.plan = plan;
    }
  }

  UUID submit(String key, Plan plan) {
    UUID held = store.holder(key);
    if (held != null) {
      return held;
    }
    CompiledPlan compiled = world.compiled(plan);
    CommandHistory accepted =
        CommandHistory.nothing(
                UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .with(
                new Intent.Accept(
                    SimulatedWorld.ADA, plan, new Options(Duration.ofSeconds(60), 5, key)),
                world.now());
    Progress progress = world.progression().next(accepted, compiled);
    Holding lease = new Holding(this);
    try {
      UUID id = store.create(key, progress.history(), lease);
      Run run = new Run(lease, progress.history().stored(), compiled);
      runs.put(id, run);
      launch(run, progress.ready());
      forgetEnded();
      return id;
    } catch (AnswerLost nobodyKnows) {
      // Its owner does not run it: it is given up and taken by somebody.
      store.leave(this);
      runs.clear();
      return accepted.id();
    }
  }

  void crash() {
    // What has left may still arrive.
    runs.values().forEach(run -> run.calls.values().forEach(SimulatedWorld.Call::happen));
    runs.clear();
    store.leave(this);
  }

  void takeOver(boolean hasty) {
    store
        .abandoned(this, hasty)
        .forEach(
            (id, lease) -> {
              if (runs.containsKey(id)) {
                store.giveUp(id);
                changed(id);
              } else {
                recover(lease, id);
              }
            });
  }

  private void recover(Holding lease, UUID id) {
    CommandHistory before = store.find(id);
    CompiledPlan plan = world.compiled(CommandRendering.last(before).accepted().plan());
    CommandHistory after = before.with(new Intent.Recover(), world.now());
    List<Ready> again = new ArrayList<>();
    if (after.state() instanceof Running running) {
      boolean late = running.awaitingSince() == null && !world.now().isBefore(running.deadline());
      for (String name : running.inFlight()) {
        if (late) {
          Outcome fault =
              new Outcome.Fault(new io.aios.orchestrator.domain.Failure("timed-out", ""), null);
          after = after.with(new Intent.Conclude(name, fault), world.now());
        } else {
          after = after.with(new Intent.Repeat(name), world.now());
          again.add(world.steps().again(running, name, plan, world.now()));
        }
      }
    } else if (after.state() instanceof Undoing undoing) {
      undoing.inFlight().map(name -> world.undos().again(undoing, name)).ifPresent(again::add);
    }
    Progress progress = world.progression().next(after, plan);
    again.addAll(progress.ready());
    CommandHistory decided =
        progress.history().fresh().isEmpty()
            ? progress.history().with(new Intent.Resume(), world.now())
            : progress.history();
    try {
      store.append(before, decided);
    } catch (VersionConflict | AnswerLost e) {
      store.leave(this);
      runs.clear();
      return;
    }
    Run run = new Run(lease, decided.stored(), plan);
    runs.put(id, run);
    launch(run, again);
    forgetEnded();
  }

  /** Some time may be over, or something ready. */
  void wake() {
    for (UUID id : Set.copyOf(new HashSet<>(runs.keySet()))) {
      Run run = runs.get(id);
      if (run != null) {
        record(run, null, null);
      }
    }
  }

  /** Somebody else added to the command. */
  void changed(UUID id) {
    Run run = runs.get(id);
    if (run != null && reload(run, null)) {
      record(run, null, null);
    }
  }

  /** One of the answers arrives, any of them. */
  void deliver(Random random) {
    List<Run> busy = runs.values().stream().filter(run -> !run.calls.isEmpty()).toList();
    if (busy.isEmpty()) {
      return;
    }
    Run run = busy.get(random.nextInt(busy.size()));
    List<String> names = run.calls.keySet().stream().sorted().toList();
    deliver(run, names.get(random.nextInt(names.size())));
  }

  void deliverAll() {
    for (Run run : List.copyOf(runs.values())) {
      for (String name : List.copyOf(run.calls.keySet())) {
        if (runs.containsValue(run) && run.calls.containsKey(name)) {
          deliver(run, name);
        }
      }
    }
  }

  private void deliver(Run run, String name) {
    SimulatedWorld.Call call = run.calls.remove(name);
    record(run, call.ready(), call.answer());
  }

  private void record(Run run, @Nullable Ready call, @Nullable Outcome outcome) {
    while (true) {
      Progress progress = world.progression().next(conclude(run, call, outcome), run.plan);
      if (progress.history().fresh().isEmpty()) {
        break;
      }
      try {
        store.append(run.history, progress.history());
        run.history = progress.history().stored();
        launch(run, progress.ready());
        break;
      } catch (VersionConflict | AnswerLost again) {
        if (!reload(run, call)) {
          return;
        }
      }
    }
    forgetEnded();
  }

  private CommandHistory conclude(Run run, @Nullable Ready call, @Nullable Outcome outcome) {
    if (call == null || outcome == null || !isUnderWay(run.history.state(), call)) {
      return run.history;
    }
    Intent intent =
        run.history.state() instanceof Running running
            ? world.steps().conclusion(running, call, outcome, world.now())
            : new Intent.ConcludeUndo(call.name(), outcome);
    return run.history.with(intent, world.now());
  }

  private static boolean isUnderWay(CommandState state, Ready call) {
    return switch (state) {
      case Running running ->
          !call.undo() && running.steps().get(call.name()) instanceof StepState.Started;
      case Undoing undoing ->
          call.undo() && undoing.inFlight().filter(call.name()::equals).isPresent();
      default -> false;
    };
  }

  /** False when the command is somebody else's now. */
  private boolean reload(Run run, @Nullable Ready concluding) {
    UUID id = run.history.id();
    run.history = store.find(id);
    if (run.history.hasEnded()) {
      forgetEnded();
      return false;
    }
    if (!store.owns(run.lease, id)) {
      run.calls.values().forEach(SimulatedWorld.Call::happen);
      runs.remove(id);
      return false;
    }
    List<Ready> forgotten = new ArrayList<>();
    String known = concluding == null ? "" : concluding.key();
    if (run.history.state() instanceof Running running) {
      running.inFlight().stream()
          .filter(name -> !run.calls.containsKey(name) && !known.equals(name))
          .map(name -> world.steps().again(running, name, run.plan, world.now()))
          .forEach(forgotten::add);
    } else if (run.history.state() instanceof Undoing undoing) {
      undoing
          .inFlight()
          .filter(name -> !run.calls.containsKey(Ready.key(name, true)))
          .filter(name -> !known.equals(Ready.key(name, true)))
          .map(name -> world.undos().again(undoing, name))
          .ifPresent(forgotten::add);
    }
    launch(run, forgotten);
    return true;
  }

  private void launch(Run run, List<Ready> ready) {
    ready.forEach(call -> run.calls.put(call.key(), world.new Call(run.history.id(), call)));
  }

  private void forgetEnded() {
    runs.values().removeIf(run -> run.history.hasEnded());
  }
}
