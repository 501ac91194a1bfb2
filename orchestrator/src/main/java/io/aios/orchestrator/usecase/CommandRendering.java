package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CallResult;
import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandView;
import io.aios.contracts.commands.FailureView;
import io.aios.contracts.commands.StepStatus;
import io.aios.contracts.commands.StepView;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.Ending;
import io.aios.orchestrator.domain.CommandState.Running;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Step;
import io.aios.orchestrator.domain.StepResult;
import io.aios.orchestrator.domain.StepState;
import java.time.Instant;
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
    return switch (history.state()) {
      case CommandState.NotAccepted nothing ->
          throw new IllegalArgumentException("Command " + history.id() + " was not accepted");
      case Running running -> view(history, running, null, null);
      case Ended ended -> view(history, ended.last(), ended.at(), failure(ended.ending()));
    };
  }

  public static CommandStatus status(CommandState state) {
    return state instanceof Ended ended
        ? switch (ended.ending()) {
          case Ending.Succeeded succeeded -> CommandStatus.SUCCEEDED;
          case Ending.Failed failed -> CommandStatus.FAILED;
          case Ending.Cancelled cancelled -> CommandStatus.CANCELLED;
          case Ending.OutcomeUnknown unknown -> CommandStatus.OUTCOME_UNKNOWN;
        }
        : CommandStatus.RUNNING;
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

  private static CommandView view(
      CommandHistory history,
      Running running,
      @Nullable Instant endedAt,
      @Nullable FailureView failure) {
    List<StepView> steps =
        running.accepted().plan().steps().stream()
            .map(step -> step(step, state(running, step)))
            .toList();
    boolean call = running.accepted().plan().call();
    return new CommandView(
        history.id(),
        status(history.state()),
        history.version(),
        call ? steps.getFirst().tool() : null,
        running.accepted().at(),
        endedAt,
        running.cancelRequested(),
        call ? steps.getFirst().result() : null,
        failure,
        call ? List.of() : steps);
  }

  private static StepState state(Running running, Step step) {
    return running.steps().getOrDefault(step.id(), new StepState.Pending());
  }

  private static @Nullable FailureView failure(Ending ending) {
    return switch (ending) {
      case Ending.Succeeded succeeded -> null;
      case Ending.Failed failed -> failure(failed.failure());
      case Ending.Cancelled cancelled -> new FailureView(Failure.CANCELLED, "cancelled on request");
      case Ending.OutcomeUnknown unknown -> new FailureView("outcome-unknown", unknown.reason());
    };
  }

  private static StepView step(Step step, StepState state) {
    StepLine line = new StepLine(step.id(), step.tool());
    return switch (state) {
      case StepState.Pending pending -> line.with(StepStatus.PENDING, null, null, null, null);
      case StepState.Started started ->
          line.with(StepStatus.RUNNING, started.at(), null, null, null);
      case StepState.Succeeded done ->
          line.with(
              StepStatus.SUCCEEDED,
              done.startedAt(),
              done.at(),
              result(done.result(), false),
              null);
      case StepState.Failed failed ->
          line.with(
              StepStatus.FAILED,
              failed.startedAt(),
              failed.at(),
              failed.result() == null ? null : result(failed.result(), true),
              failure(failed.failure()));
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

  private record StepLine(String id, String tool) {
    StepView with(
        StepStatus status,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable CallResult result,
        @Nullable FailureView failure) {
      return new StepView(id, tool, status, startedAt, endedAt, result, failure);
    }
  }
}
