package io.aios.orchestrator.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.usecase.Leases.Lease;
import io.aios.platform.telemetry.LogKeys;
import io.aios.platform.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** The commands that this process runs. */
@Component
final class CommandRuns {
  private static final Logger log = LoggerFactory.getLogger(CommandRuns.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final RunContext context;
  private final Slots slots;
  private final Map<UUID, CommandRun> live = new ConcurrentHashMap<>();

  CommandRuns(RunContext context, OrchestratorProperties properties, MeterRegistry meters) {
    this.context = context;
    this.slots = new Slots(properties.maxRunning(), properties.maxWaiting());
    meters.gaugeMapSize("aios.commands.live", List.of(), live);
    meters.gauge("aios.commands.waiting", slots, Slots::waiting);
  }

  /**
   * Takes a place for a command that is about to be stored.
   *
   * @return false when it will have to wait
   * @throws Problem {@code SERVICE_UNAVAILABLE} when too many wait already
   */
  boolean reserve(Intent.Accept intent) {
    if (isNested(intent.options())) {
      return true;
    }
    if (slots.isFull()) {
      throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE,
              slots.waiting() + " commands wait already, which is the limit")
          .header("Retry-After", "5");
    }
    return slots.tryTake(intent.principal().subject());
  }

  /** Gives back a place for which no command was stored. */
  void unreserve(Intent.Accept intent) {
    if (!isNested(intent.options())) {
      slots.release(intent.principal().subject());
    }
  }

  /** Runs a stored command on a reserved place. */
  CompletableFuture<CommandHistory> start(
      CommandHistory history, CompiledPlan plan, List<Ready> first) {
    CommandRun run = add(new Lease(history.id(), 0), history, plan);
    execute(history, run, first);
    return run.ended();
  }

  /** Runs a stored command when a place is free. */
  CompletableFuture<CommandHistory> startWhenFree(CommandHistory history, CompiledPlan plan) {
    CommandRun run = add(new Lease(history.id(), 0), history, plan);
    queue(history, run, List.of());
    return run.ended();
  }

  /** Goes on with a command when a place is free, beginning with these calls. */
  void resume(Lease lease, CommandHistory history, CompiledPlan plan, List<Ready> calls) {
    queue(history, add(lease, history, plan), calls);
  }

  private void queue(CommandHistory history, CommandRun run, List<Ready> calls) {
    CommandAccepted accepted = CommandRendering.last(history).accepted();
    Runnable task = () -> execute(history, run, calls);
    if (isNested(accepted.options())) {
      task.run();
    } else {
      slots.whenFree(accepted.principal().subject(), accepted.options().priority(), task);
    }
  }

  /** Who waits for a nested command has a place already and must not wait for another. */
  private static boolean isNested(Options options) {
    return options.depth() > 0;
  }

  void changed(UUID command) {
    CommandRun run = live.get(command);
    if (run != null) {
      run.changed();
    }
    context.feed().changed(command);
  }

  boolean runs(UUID command) {
    return live.containsKey(command);
  }

  int size() {
    return live.size();
  }

  void stopAll() {
    live.values().forEach(CommandRun::stop);
  }

  private CommandRun add(Lease lease, CommandHistory history, CompiledPlan plan) {
    CommandRun run = new CommandRun(context, lease, history, plan, place(history));
    live.put(history.id(), run);
    return run;
  }

  private CommandPlace place(CommandHistory history) {
    CommandAccepted accepted = CommandRendering.last(history).accepted();
    return new CommandPlace(
        isNested(accepted.options()) ? null : slots, accepted.principal().subject());
  }

  private void execute(CommandHistory history, CommandRun run, List<Ready> first) {
    UUID id = history.id();
    context
        .commandExecutor()
        .execute(
            () -> {
              MDC.put(LogKeys.COMMAND_ID, id.toString());
              try {
                run.run(first);
              } catch (RuntimeException | Error e) {
                log.error("Command {} is given up and will be taken over", id, e);
                giveUp(id);
              } finally {
                MDC.remove(LogKeys.COMMAND_ID);
                live.remove(id, run);
                run.place().giveBack();
              }
            });
  }

  private void giveUp(UUID id) {
    try {
      context.leases().giveUp(id, PAUSE_AFTER_FAILURE);
    } catch (RuntimeException e) {
      log.warn("Command {} could not be given up: {}", id, e.getMessage());
    }
  }
}
