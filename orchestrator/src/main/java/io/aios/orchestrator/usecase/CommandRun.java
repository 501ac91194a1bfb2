package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.StepProgress;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import io.aios.orchestrator.usecase.Progression.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One command being run by one thread, which alone decides and appends; calls run on threads of
 * their own and report by signals. Nothing happens before it is stored: a call leaves only after
 * its start was appended, and the next steps begin in the append that records the outcome before
 * them. When somebody else appended (a cancel, or another orchestrator that took over), the append
 * fails on the version, and the run decides again on what it then reads.
 */
final class CommandRun {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final RunContext context;
  private final CompiledPlan plan;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Map<String, ToolStep> calls = new HashMap<>();
  private final CompletableFuture<CommandHistory> ended = new CompletableFuture<>();
  private final Set<String> concluding = new HashSet<>();
  private CommandHistory history;
  private boolean expired;

  CommandRun(RunContext context, CommandHistory history, CompiledPlan plan) {
    this.context = context;
    this.history = history;
    this.plan = plan;
  }

  /** Completes with the last history, or fails when the command is no longer this process's. */
  CompletableFuture<CommandHistory> ended() {
    return ended;
  }

  /** Somebody else may have appended. */
  void changed() {
    signals.add(new Signal.Changed());
  }

  /** Leaves the command to others. */
  void stop() {
    signals.add(new Signal.Stop());
  }

  /** Runs the command to its end, beginning with calls whose start is stored already. */
  void run(List<Ready> first) {
    try {
      first.forEach(this::launch);
      if (first.isEmpty()) {
        begin();
      }
      while (!history.hasEnded()) {
        handle(nextSignals());
      }
      ended.complete(history);
    } catch (Abandoned | InterruptedException e) {
      abandon(new Abandoned());
    } catch (RuntimeException | Error e) {
      abandon(e);
      throw e;
    }
  }

  private void begin() throws InterruptedException {
    if (!timeLeft().isPositive()) {
      expire();
    } else {
      record(List.of());
    }
  }

  private List<Signal> nextSignals() throws InterruptedException {
    Signal first =
        expired ? signals.take() : signals.poll(timeLeft().toMillis(), TimeUnit.MILLISECONDS);
    List<Signal> all = new ArrayList<>();
    if (first != null) {
      all.add(first);
      signals.drainTo(all);
    }
    return all;
  }

  private void handle(List<Signal> received) throws InterruptedException {
    List<Signal.Concluded> concluded = new ArrayList<>();
    for (Signal signal : received) {
      switch (signal) {
        case Signal.Concluded one -> concluded.add(one);
        case Signal.Changed changed -> reload();
        case Signal.Stop stop -> throw new Abandoned();
      }
    }
    if (!concluded.isEmpty()) {
      record(concluded);
    }
    if (received.isEmpty()) {
      expire();
    }
  }

  /** Stores outcomes, together with the steps that can begin after them, and makes their calls. */
  private void record(List<Signal.Concluded> outcomes) throws InterruptedException {
    for (Signal.Concluded outcome : outcomes) {
      calls.remove(outcome.step());
      concluding.add(outcome.step());
    }
    append(() -> context.progression().next(conclude(outcomes), plan));
    concluding.clear();
  }

  private void append(Supplier<Progress> decision) throws InterruptedException {
    boolean stored = false;
    while (!stored) {
      Progress progress = decision.get();
      stored = progress.history().fresh().isEmpty() || withStore(() -> tryAppend(progress));
      if (!stored) {
        reload();
      }
    }
  }

  private boolean tryAppend(Progress progress) {
    try {
      context.commands().append(history, progress.history());
    } catch (VersionConflict e) {
      return false;
    }
    history = progress.history().stored();
    progress.ready().forEach(this::launch);
    context.feed().changed(history.id());
    return true;
  }

  /** Tries again until the store is there: what is known here may be known nowhere else. */
  private <T> T withStore(Supplier<T> work) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return work.get();
      } catch (StoreUnavailable e) {
        Thread.sleep(pause);
        stopIfTold();
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      }
    }
  }

  private CommandHistory conclude(List<Signal.Concluded> outcomes) {
    CommandHistory after = history;
    for (Signal.Concluded concluded : outcomes) {
      if (after.state() instanceof Running running
          && running.steps().get(concluded.step()) instanceof StepState.Started) {
        Intent intent = new Intent.Conclude(concluded.step(), concluded.outcome());
        after = after.with(intent, context.clock().instant());
      }
    }
    return after;
  }

  private void expire() throws InterruptedException {
    expired = true;
    if (!calls.isEmpty()) {
      calls.values().forEach(ToolStep::timeOut);
      return;
    }
    append(
        () ->
            new Progress(
                history.state() instanceof Running
                    ? history.with(new Intent.Expire(), context.clock().instant())
                    : history,
                List.of()));
  }

  private void reload() throws InterruptedException {
    UUID id = history.id();
    history = withStore(() -> context.commands().find(id).orElseThrow(Abandoned::new));
    if (history.state() instanceof Running running) {
      if (!withStore(() -> context.leases().owns(id))) {
        throw new Abandoned();
      }
      if (running.cancelRequested()) {
        calls.values().forEach(ToolStep::cancel);
      }
      launchForgotten(running);
    }
  }

  /**
   * Calls whose start was stored by an append that seemed to fail: only this run begins steps, so a
   * started step without a call or an outcome never left.
   */
  private void launchForgotten(Running running) {
    for (String id : running.inFlight()) {
      if (!calls.containsKey(id) && !concluding.contains(id)) {
        Step step = running.accepted().plan().step(id);
        launch(new Ready(step, context.progression().arguments(running, step, plan)));
      }
    }
  }

  private void stopIfTold() {
    if (signals.stream().anyMatch(Signal.Stop.class::isInstance)) {
      throw new Abandoned();
    }
  }

  private void launch(Ready ready) {
    String id = ready.step().id();
    ToolStep call = new ToolStep(invocation(ready));
    calls.put(id, call);
    context
        .commandExecutor()
        .execute(
            () ->
                call.run(
                    context.tools(), outcome -> signals.add(new Signal.Concluded(id, outcome))));
  }

  private ToolInvocation invocation(Ready ready) {
    UUID id = history.id();
    String step = ready.step().id();
    return new ToolInvocation(
        id,
        running().accepted().principal(),
        ready.step().tool(),
        ready.arguments(),
        timeLeft(),
        ready.step().repeatable(),
        (fraction, message) ->
            context.feed().progress(id, new StepProgress(step, fraction, message)));
  }

  private Duration timeLeft() {
    Instant now = context.clock().instant();
    Duration left = Duration.between(now, running().deadline());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Running running() {
    if (history.state() instanceof Running running) {
      return running;
    }
    throw new IllegalStateException("Command " + history.id() + " does not run");
  }

  private void abandon(Throwable why) {
    String reason = "the orchestrator is stopping";
    calls.values().forEach(call -> call.stop(new Outcome.Unknown(reason)));
    ended.completeExceptionally(why);
  }

  private sealed interface Signal {
    record Concluded(String step, Outcome outcome) implements Signal {}

    record Changed() implements Signal {}

    record Stop() implements Signal {}
  }

  /** The command is not this run's to finish. */
  static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("Another orchestrator goes on with the command", null, false, false);
    }
  }
}
