package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CallResult;
import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandView;
import io.aios.contracts.commands.FailureView;
import io.aios.contracts.commands.StepView;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Done;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.Ending;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.Undoing;
import io.aios.orchestrator.domain.Undone;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** What a command looks like from outside. */
public final class CommandRendering {
  private CommandRendering() {}

  /**
   * @throws IllegalArgumentException when there is no command
   */
  public static CommandView view(CommandHistory history) {
    Running running = last(history);
    CommandState state = history.state();
    Undone undone = undone(state);
    List<StepView> steps =
        running.steps().entrySet().stream()
            .map(entry -> StepRendering.view(running, entry.getKey(), entry.getValue(), undone))
            .toList();
    boolean call = running.accepted().plan().call();
    StepView first = steps.getFirst();
    return new CommandView(
        history.id(),
        status(state),
        history.version(),
        call ? first.tool() : null,
        running.accepted().plan().name(),
        running.accepted().at(),
        state instanceof Done done ? done.ended().at() : null,
        running.cancelRequested(),
        call ? first.result() : null,
        output(state),
        state instanceof Done done ? failure(done.ended().ending()) : null,
        call ? first.undo() : null,
        call ? List.of() : steps);
  }

  /** The steps as they stand, or as they stood when the command ended. */
  static Running last(CommandHistory history) {
    return switch (history.state()) {
      case CommandState.NotAccepted nothing ->
          throw new IllegalArgumentException("Command " + history.id() + " was not accepted");
      case Running running -> running;
      case Done done -> done.ended().last();
    };
  }

  public static CommandStatus status(CommandState state) {
    return switch (state) {
      case CommandState.NotAccepted nothing -> CommandStatus.RUNNING;
      case Running running ->
          running.awaitingSince() != null && running.inFlight().isEmpty() && !running.isStopping()
              ? CommandStatus.AWAITING_APPROVAL
              : CommandStatus.RUNNING;
      case Undoing undoing -> CommandStatus.UNDOING;
      case Ended(Running last, Ending ending, var at, Undone undone) ->
          undone == null
              ? status(ending)
              : undone.complete() ? CommandStatus.UNDONE : CommandStatus.PARTLY_UNDONE;
    };
  }

  private static CommandStatus status(Ending ending) {
    return switch (ending) {
      case Ending.Succeeded succeeded -> CommandStatus.SUCCEEDED;
      case Ending.Failed failed -> CommandStatus.FAILED;
      case Ending.Cancelled cancelled -> CommandStatus.CANCELLED;
      case Ending.OutcomeUnknown unknown -> CommandStatus.OUTCOME_UNKNOWN;
    };
  }

  private static @Nullable Undone undone(CommandState state) {
    return switch (state) {
      case CommandState.NotAccepted nothing -> null;
      case Running running -> null;
      case Undoing undoing -> undoing.log();
      case Ended ended -> ended.undone();
    };
  }

  private static @Nullable RawValue output(CommandState state) {
    Json output =
        state instanceof Done done && done.ended().ending() instanceof Ending.Succeeded(Json given)
            ? given
            : null;
    return output == null ? null : new RawValue(output.text());
  }

  public static CallResult result(StepResult result, boolean failed) {
    Json structured = result.structured();
    return new CallResult(
        new RawValue(result.content().text()),
        structured == null ? null : new RawValue(structured.text()),
        failed);
  }

  public static FailureView failure(Failure failure) {
    return new FailureView(failure.code(), failure.detail());
  }

  private static @Nullable FailureView failure(Ending ending) {
    return switch (ending) {
      case Ending.Succeeded succeeded -> null;
      case Ending.Failed failed -> failure(failed.failure());
      case Ending.Cancelled cancelled -> new FailureView(Failure.CANCELLED, "cancelled on request");
      case Ending.OutcomeUnknown unknown -> new FailureView("outcome-unknown", unknown.reason());
    };
  }
}
