package io.aios.orchestrator.infrastructure.jdbc;

import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.usecase.ApprovalFeed;
import io.aios.orchestrator.usecase.Approvals;
import io.aios.orchestrator.usecase.CommandHistory;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rows of steps that wait for approval. */
@Component
final class ApprovalRows implements Approvals {
  private final JdbcTemplate jdbc;
  private final PromptReads reads;
  private final ApprovalFeed feed;

  ApprovalRows(JdbcTemplate jdbc, PromptReads reads, ApprovalFeed feed) {
    this.jdbc = jdbc;
    this.reads = reads;
    this.feed = feed;
  }

  @Override
  public List<Waiting> waiting(@Nullable String subject, int limit) {
    return reads.read(
        () ->
            jdbc.query(
                "select command_id, step, stamp from approval_view"
                    + " where ?::text is null or subject = ? order by requested_at limit ?",
                (row, number) ->
                    new Waiting(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)),
                subject,
                subject,
                limit));
  }

  /** Within the caller's transaction. */
  void update(CommandHistory history) {
    if (history.fresh().stream().noneMatch(ApprovalRows::concerns)) {
      return;
    }
    jdbc.update("delete from approval_view where command_id = ?", history.id());
    insert(history);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            feed.changed();
          }
        });
  }

  /** Of many commands at once. */
  void replace(List<CommandHistory> histories) {
    String ids =
        histories.stream()
            .map(history -> history.id().toString())
            .collect(Collectors.joining(",", "{", "}"));
    jdbc.update("delete from approval_view where command_id = any(?::uuid[])", ids);
    histories.forEach(this::insert);
  }

  /** The rows that the history asks for; those of before have to be gone. */
  void insert(CommandHistory history) {
    if (!(history.state() instanceof Running running)) {
      return;
    }
    for (String step : running.awaitingApproval()) {
      if (running.state(step) instanceof StepState.AwaitingApproval(Approval approval)) {
        jdbc.update(
            "insert into approval_view (command_id, step, subject, requested_at, stamp)"
                + " values (?, ?, ?, ?, ?)",
            history.id(),
            step,
            running.accepted().principal().subject(),
            Timestamp.from(approval.requestedAt()),
            Objects.hash(approval.by(), approval.arguments().text()));
      }
    }
  }

  /** An end takes its waiting steps with it, but only commands that asked can have any. */
  private static boolean concerns(CommandEvent event) {
    return event instanceof CommandEvent.StepApprovalRequested
        || event instanceof CommandEvent.StepApproved
        || event instanceof CommandEvent.StepFailed
        || event instanceof CommandEvent.CommandCancelled
        || event instanceof CommandEvent.CommandFailed
        || event instanceof CommandEvent.CommandOutcomeUnknown;
  }
}
