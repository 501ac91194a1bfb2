package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Running;
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
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes on with commands whose orchestrator is gone. A call whose outcome nobody recorded is made
 * again only if that does no harm; else its outcome is unknown, and the command says so.
 */
@Component
public final class RecoverCommands {
  private static final Logger log = LoggerFactory.getLogger(RecoverCommands.class);

  /** So many at a time, that those who submit meanwhile find the store free as well. */
  private static final int AT_ONCE = 20;

  /** A command stored by a commit whose answer got lost is nobody's; no submission takes this. */
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final RunContext context;
  private final CommandRuns runs;
  private final Expressions expressions;
  private final JsonMapper json;

  RecoverCommands(RunContext context, CommandRuns runs, Expressions expressions, JsonMapper json) {
    this.context = context;
    this.runs = runs;
    this.expressions = expressions;
    this.json = json;
  }

  /** Takes over what is abandoned; returns how many commands that were. */
  public int recover() {
    context.leases().poked().forEach(runs::changed);
    context.leases().owned(FORGOTTEN).stream()
        .filter(id -> !runs.runs(id))
        .forEach(id -> context.leases().giveUp(id, Duration.ZERO));
    int taken = takeOver();
    if (taken > 0) {
      log.info("Took over {} commands", taken);
    }
    return taken;
  }

  /** Goes on at once with a command that was put aside and that somebody added to. */
  void resume(UUID id) {
    context.leases().take(id).ifPresentOrElse(this::recoverOne, () -> runs.changed(id));
  }

  private static CommandHistory timedOut(CommandHistory history, Running running, Instant now) {
    CommandHistory after = history;
    String reason = "the command's time limit passed while its orchestrator was away";
    for (String step : running.inFlight()) {
      Failure failure = new Failure(Failure.TIMED_OUT, reason);
      after = after.with(new Intent.Conclude(step, new Intent.Outcome.Fault(failure, null)), now);
    }
    return after;
  }

  /**
   * Side by side, so that they are stored in groups; and as soon as half of the places are free,
   * more of them: nobody waits for the slowest.
   */
  private int takeOver() {
    Semaphore places = new Semaphore(AT_ONCE);
    int taken = 0;
    int room;
    int found;
    do {
      places.acquireUninterruptibly(AT_ONCE / 2);
      room = AT_ONCE / 2 + places.drainPermits();
      List<Lease> abandoned = context.leases().takeAbandoned(room);
      found = abandoned.size();
      places.release(room - found);
      for (Lease lease : abandoned) {
        context.commandExecutor().execute(() -> recoverAndRelease(lease, places));
      }
      taken += found;
    } while (found == room);
    places.acquireUninterruptibly(AT_ONCE);
    return taken;
  }

  private void recoverAndRelease(Lease lease, Semaphore places) {
    try {
      recoverOne(lease);
    } finally {
      places.release();
    }
  }

  private void recoverOne(Lease lease) {
    UUID id = lease.command();
    if (runs.runs(id)) {
      // Its run is ending, or does not know yet that it lost the lease: it is taken again after
      // that.
      context.leases().giveUp(id, Duration.ZERO);
      runs.changed(id);
      return;
    }
    try {
      context.commands().find(id).ifPresent(history -> recover(lease, history));
    } catch (VersionConflict | StoreUnavailable e) {
      log.debug("Command {} is taken over a little later: {}", id, e.getMessage());
      context.leases().giveUp(id, Duration.ZERO);
    } catch (RuntimeException e) {
      log.error("Command {} cannot be taken over now", id, e);
      context.leases().giveUp(id, PAUSE_AFTER_FAILURE);
    }
  }

  private void recover(Lease lease, CommandHistory history) {
    if (history.hasEnded()) {
      return;
    }
    Instant now = context.clock().instant();
    CompiledPlan plan =
        CompiledPlan.of(CommandRendering.last(history).accepted().plan(), expressions, json);
    CommandHistory after = history.with(new Intent.Recover(), now);
    List<Ready> calls = new ArrayList<>();
    if (after.state() instanceof Running running) {
      if (running.awaitingSince() == null && !now.isBefore(running.deadline())) {
        after = timedOut(after, running, now);
      } else {
        for (String name : running.inFlight()) {
          after = after.with(new Intent.Repeat(name), now);
          calls.add(context.steps().again(running, name, plan, now));
        }
      }
    } else if (after.state() instanceof Undoing undoing) {
      undoing.inFlight().map(step -> context.undos().again(undoing, step)).ifPresent(calls::add);
    }
    Progress progress = context.progression().next(after, plan);
    after = progress.history();
    calls.addAll(progress.ready());
    if (after.fresh().isEmpty()) {
      // The orchestrator before may only have been silent: its next append has to fail.
      after = after.with(new Intent.Resume(), now);
    }
    context.commands().append(history, after);
    if (!after.hasEnded()) {
      runs.resume(lease, after.stored(), plan, calls);
    }
  }
}
