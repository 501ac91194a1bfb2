package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.FailureView;
import io.aios.contracts.commands.UndoReport;
import io.aios.contracts.commands.UndoView;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.orchestrator.domain.Undo;
import io.aios.orchestrator.domain.UndoState;
import io.aios.orchestrator.domain.Undos;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** What undoing looks like from outside. */
final class UndoRendering {
  private UndoRendering() {}

  static UndoReport report(UUID id, Ended ended, Instant now) {
    List<UndoReport.Line> lines =
        Undos.left(ended).stream().map(step -> line(ended.last(), step, now)).toList();
    return new UndoReport(id, lines);
  }

  static @Nullable UndoView view(@Nullable UndoState state) {
    return switch (state) {
      case null -> null;
      case UndoState.Pending pending -> new UndoView("pending", null, null);
      case UndoState.Started started -> new UndoView("running", null, null);
      case UndoState.Done done -> new UndoView("undone", null, null);
      case UndoState.NotDone not ->
          new UndoView("not_undone", CommandRendering.failure(not.failure()), null);
      case UndoState.OutcomeUnknown unknown ->
          new UndoView(
              "outcome_unknown", new FailureView("outcome-unknown", unknown.reason()), null);
    };
  }

  private static UndoReport.Line line(Running last, String step, Instant now) {
    String tool = last.step(step).tool();
    return Undos.obstacle(last, step, now)
        .map(
            reason ->
                new UndoReport.Line(
                    step,
                    tool,
                    new UndoView("not_undone", new FailureView(Failure.NOT_UNDOABLE, reason), null),
                    null))
        .orElseGet(() -> possible(last, step, tool));
  }

  private static UndoReport.Line possible(Running last, String step, String tool) {
    Undo undo =
        switch (last.state(step)) {
          case StepState.Succeeded done -> done.result().undo();
          case StepState.Failed failed when failed.result() != null -> failed.result().undo();
          default -> null;
        };
    if (!(undo instanceof Undo.Possible possible)) {
      throw new IllegalStateException("'" + step + "' cannot be undone");
    }
    return new UndoReport.Line(
        step,
        tool,
        new UndoView("possible", null, possible.tool()),
        new RawValue(possible.arguments().text()));
  }
}
