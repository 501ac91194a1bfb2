package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.DryRunReport;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What became of a request that was not refused. */
public sealed interface Submission {

  /**
   * @param history as it was stored
   * @param ended completes when the command ends while this process runs it
   */
  record Accepted(CommandHistory history, CompletableFuture<CommandHistory> ended)
      implements Submission {
    public UUID id() {
      return history.id();
    }
  }

  /** The key and body of an earlier request. */
  record Repeated(UUID id) implements Submission {}

  record DryRun(DryRunReport report) implements Submission {}
}
