package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CallResult;
import io.aios.contracts.commands.FailureView;
import io.aios.contracts.commands.StepStatus;
import io.aios.contracts.commands.StepView;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.Undone;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step, or its run for an item, looks like from outside. */
final class StepRendering {
  private StepRendering() {}

  static StepView view(Running running, String name, StepState state, @Nullable Undone undone) {
    Line line = new Line(running, name, undone);
    return switch (state) {
      case StepState.Pending pending -> line.with(StepStatus.PENDING);
      case StepState.Approved approved -> line.with(StepStatus.PENDING);
      case StepState.FannedOut fannedOut -> line.with(StepStatus.RUNNING);
      case StepState.AwaitingApproval awaiting -> line.with(StepStatus.AWAITING_APPROVAL);
      case StepState.Waiting waiting ->
          line.with(
              StepStatus.WAITING,
              null,
              null,
              null,
              new FailureView(
                  waiting.last().code(),
                  "is called again at " + waiting.until() + ": " + waiting.last().detail()));
      case StepState.Started started ->
          line.with(StepStatus.RUNNING, started.at(), null, null, null);
      case StepState.Succeeded done ->
          line.with(
              StepStatus.SUCCEEDED,
              done.startedAt(),
              done.at(),
              CommandRendering.result(done.result(), false),
              null);
      case StepState.Failed failed ->
          line.with(
              StepStatus.FAILED,
              failed.startedAt(),
              failed.at(),
              failed.result() == null ? null : CommandRendering.result(failed.result(), true),
              CommandRendering.failure(failed.failure()));
      case StepState.Skipped skipped ->
          line.with(
              StepStatus.SKIPPED,
              null,
              skipped.at(),
              null,
              new FailureView("skipped", skipped.reason()));
      case StepState.OutcomeUnknown unknown ->
          line.with(
              StepStatus.OUTCOME_UNKNOWN,
              unknown.startedAt(),
              unknown.at(),
              null,
              new FailureView("outcome-unknown", unknown.reason()));
    };
  }

  private record Line(Running running, String name, @Nullable Undone undone) {
    StepView with(StepStatus status) {
      return with(status, null, null, null, null);
    }

    StepView with(
        StepStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable CallResult result,
        @Nullable FailureView failure) {
      return new StepView(
          name,
          running.step(name).tool(),
          status,
          startedAt,
          endedAt,
          result,
          failure,
          undone == null ? null : UndoRendering.view(undone.steps().get(name)));
    }
  }
}
