package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.Progression.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records a checked request and starts it; the first steps begin in the same transaction. */
@Component
final class AcceptCommand {
  private final RunContext context;
  private final CommandRuns runs;
  private final CommandIds ids;

  AcceptCommand(RunContext context, CommandRuns runs, CommandIds ids) {
    this.context = context;
    this.runs = runs;
    this.ids = ids;
  }

  /** Either the command was accepted, or another one holds its key. */
  record Acceptance(Optional<Submission.Accepted> accepted, Optional<KeyHolder> holder) {}

  Acceptance accept(Intent.Accept intent, CompiledPlan plan, @Nullable IdempotencyKey key) {
    boolean placed = runs.reserve(intent);
    boolean stored = false;
    try {
      CommandHistory accepted =
          CommandHistory.nothing(ids.next()).with(intent, context.clock().instant());
      Progress progress =
          placed ? context.progression().next(accepted, plan) : new Progress(accepted, List.of());
      Optional<KeyHolder> holder = context.commands().create(progress.history(), key);
      stored = holder.isEmpty();
      return new Acceptance(
          stored ? Optional.of(started(progress, plan, placed)) : Optional.empty(), holder);
    } finally {
      if (placed && !stored) {
        runs.unreserve(intent);
      }
    }
  }

  private Submission.Accepted started(Progress progress, CompiledPlan plan, boolean placed) {
    CommandHistory history = progress.history().stored();
    CompletableFuture<CommandHistory> ended =
        placed ? runs.start(history, plan, progress.ready()) : runs.startWhenFree(history, plan);
    return new Submission.Accepted(history, ended);
  }
}
