package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.StepProgress;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Intent.Outcome;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import io.aios.orchestrator.usecase.Leases.Lease;
import io.aios.orchestrator.usecase.Progression.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One command being run by one thread, which alone decides and appends; calls run on threads of
 * their own and report by signals. Nothing happens before it is stored: a call leaves only after
 * its start was appended, and the next steps begin in the append that records the outcome before
 * them. When somebody else appended (a cancel, an approval, or another orchestrator that took
 * over), the append fails on the version, and the run decides again on what it then reads. A
 * command that only waits, for somebody's approval or a time that is far away, is put aside and
 * holds no thread and no place.
 */
final class CommandRun {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration PUT_ASIDE_AFTER = Duration.ofSeconds(5);

  private final RunContext context;
  private final Lease lease;
  private final CompiledPlan plan;
  private final CommandPlace place;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final OpenCalls calls = new OpenCalls();
  private final CountDownLatch told = new CountDownLatch(1);
  private final CompletableFuture<CommandHistory> ended = new CompletableFuture<>();
  private CommandHistory history;
  private boolean expired;

  /** Calls that wait for a place at their server. */
  private int queued;

  CommandRun(
      RunContext context,
      Lease lease,
      CommandHistory history,
      CompiledPlan plan,
      CommandPlace place) {
    this.context = context;
    this.lease = lease;
    this.history = history;
    this.plan = plan;
    this.place = place;
  }

  CommandPlace place() {
    return place;
  }

  /**
   * Completes with the last history, which may be one that waits; fails when the command is no
   * longer this process's.
   */
  CompletableFuture<CommandHistory> ended() {
    return ended;
  }

  /** Somebody else may have appended. */
  void changed() {
    signals.add(new Signal.Changed());
  }

  /** Leaves the command to others. */
  void stop() {
    told.countDown();
    signals.add(new Signal.Stop());
  }

  /** Runs the command to its end, beginning with calls whose start is stored already. */
  void run(List<Ready> first) {
    try {
      first.forEach(this::launch);
      if (first.isEmpty()) {
        record(List.of());
      }
      while (!history.hasEnded() && !putAside()) {
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

  /** Whether the command waits for something far away and was left to whom it may concern then. */
  private boolean putAside() throws InterruptedException {
    if (!calls.isEmpty() || !(history.state() instanceof Running running) || running.isStopping()) {
      return false;
    }
    Instant due = running.nextDue();
    boolean isFar = due.isAfter(now().plus(PUT_ASIDE_AFTER));
    if (!isFar || running.steps().values().stream().noneMatch(CommandRun::waits)) {
      return false;
    }
    return withStore(() -> context.leases().park(lease, due));
  }

  private static boolean waits(StepState state) {
    return state instanceof StepState.AwaitingApproval || state instanceof StepState.Waiting;
  }

  private List<Signal> nextSignals() throws InterruptedException {
    Instant now = now();
    Instant wake = nextWake();
    boolean isSoon = wake.isBefore(now.plus(LONGEST_WAIT));
    Duration wait = isSoon ? Duration.between(now, wake) : LONGEST_WAIT;
    Signal first = signals.poll(Math.max(0, wait.toMillis()) + 1, TimeUnit.MILLISECONDS);
    List<Signal> all = new ArrayList<>();
    if (first != null) {
      all.add(first);
      signals.drainTo(all);
    }
    return all;
  }

  private Instant nextWake() {
    Instant wake = calls.nextLimit();
    if (expired) {
      return wake;
    }
    Instant due =
        switch (history.state()) {
          case Running running -> running.nextDue();
          case Undoing undoing -> undoing.deadline();
          default -> Instant.MAX;
        };
    return due.isBefore(wake) ? due : wake;
  }

  private void handle(List<Signal> received) throws InterruptedException {
    List<Signal.Concluded> concluded = new ArrayList<>();
    for (Signal signal : received) {
      switch (signal) {
        case Signal.Concluded one -> concluded.add(one);
        case Signal.Queued(int change) -> queued += change;
        case Signal.Changed changed -> reload();
        case Signal.Stop stop -> throw new Abandoned();
      }
    }
    calls.stopLate(now());
    if (isLate() && !calls.isEmpty() && !expired) {
      expired = true;
      calls.timeOut();
    }
    // Without signals some time is over: an approval's, a pause's, or the command's.
    if (!received.isEmpty() || calls.isEmpty() || !expired) {
      record(concluded);
    }
    if (queued > 0 && queued == calls.size()) {
      place.lend();
    } else {
      place.reclaim();
    }
  }

  private boolean isLate() {
    return switch (history.state()) {
      case Running running ->
          running.awaitingSince() == null && !now().isBefore(running.deadline());
      case Undoing undoing -> !now().isBefore(undoing.deadline());
      default -> false;
    };
  }

  /** Stores outcomes, together with the steps that can begin after them, and makes their calls. */
  private void record(List<Signal.Concluded> outcomes) throws InterruptedException {
    outcomes.forEach(outcome -> calls.ended(outcome.call()));
    append(() -> context.progression().next(conclude(outcomes), plan));
    calls.recorded();
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
        if (told.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new Abandoned();
        }
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      }
    }
  }

  private CommandHistory conclude(List<Signal.Concluded> outcomes) {
    CommandHistory after = history;
    for (Signal.Concluded concluded : outcomes) {
      Ready call = concluded.call();
      if (isUnderWay(after.state(), call)) {
        after = after.with(conclusion(after.state(), call, concluded.outcome()), now());
      }
    }
    return after;
  }

  private Intent conclusion(CommandState state, Ready call, Outcome outcome) {
    return state instanceof Running running
        ? context.steps().conclusion(running, call, outcome, now())
        : new Intent.ConcludeUndo(call.name(), outcome);
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

  private void reload() throws InterruptedException {
    UUID id = history.id();
    history = withStore(() -> context.commands().find(id).orElseThrow(Abandoned::new));
    if (history.hasEnded()) {
      return;
    }
    if (!withStore(() -> context.leases().owns(lease))) {
      throw new Abandoned();
    }
    if (history.state() instanceof Running running && running.cancelRequested()) {
      calls.cancel();
    }
    launchForgotten();
  }

  /**
   * Calls whose start was stored by an append that seemed to fail: only this run begins steps, so a
   * started step without a call or an outcome never left.
   */
  private void launchForgotten() {
    switch (history.state()) {
      case Running running ->
          running.inFlight().stream()
              .filter(name -> !calls.knows(name, false))
              .map(name -> context.steps().again(running, name, plan, now()))
              .forEach(this::launch);
      case Undoing undoing ->
          undoing
              .inFlight()
              .filter(name -> !calls.knows(name, true))
              .map(name -> context.undos().again(undoing, name))
              .ifPresent(this::launch);
      default -> {}
    }
  }

  private void launch(Ready ready) {
    ToolStep call = new ToolStep(invocation(ready));
    calls.opened(ready, call);
    context
        .commandExecutor()
        .execute(
            () ->
                call.run(
                    context.tools(), outcome -> signals.add(new Signal.Concluded(ready, outcome))));
  }

  private ToolInvocation invocation(Ready ready) {
    return new ToolInvocation(
        history.id(),
        ready.principal(),
        ready.tool(),
        ready.arguments(),
        ready.approved(),
        end(ready),
        CommandRendering.last(history).accepted().options().priority(),
        ready.repeatable(),
        new Listener(history.id(), ready.name()));
  }

  private Instant end(Ready ready) {
    Instant end =
        history.state() instanceof Running running
            ? running.accepted().options().end(running.deadline(), ready.until())
            : ready.until();
    return end == null ? now() : end;
  }

  /** On the call's own thread. */
  private final class Listener implements CallListener {
    private final UUID id;
    private final String step;

    Listener(UUID id, String step) {
      this.id = id;
      this.step = step;
    }

    @Override
    public void progress(@Nullable Double fraction, @Nullable String message) {
      context.feed().progress(id, new StepProgress(step, fraction, message));
    }

    @Override
    public void queued() {
      signals.add(new Signal.Queued(1));
    }

    @Override
    public void dequeued() {
      signals.add(new Signal.Queued(-1));
    }
  }

  private Instant now() {
    return context.clock().instant();
  }

  private void abandon(Throwable why) {
    calls.abandon("the orchestrator is stopping");
    ended.completeExceptionally(why);
  }

  private sealed interface Signal {
    record Concluded(Ready call, Outcome outcome) implements Signal {}

    /** So many calls more, or fewer, wait for their servers. */
    record Queued(int change) implements Signal {}

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
