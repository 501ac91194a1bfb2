package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CallResult;
import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.commands.FailureView;
import io.aios.orchestrator.domain.Command;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.CommandEvent.StepEvent;
import io.aios.orchestrator.domain.CommandEvent.UndoEvent;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.CommandState.Done;
import io.aios.orchestrator.domain.CommandState.NotAccepted;
import io.aios.orchestrator.domain.Failure;
import io.aios.orchestrator.domain.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the events of a command look like from outside. */
public final class EventRendering {
  private EventRendering() {}

  /**
   * @param events in order, the first being the one after {@code version}
   * @param withContents for the owner: results and full reasons
   */
  public static List<CommandChange> changes(
      UUID id, CommandState before, long version, List<CommandEvent> events, boolean withContents) {
    List<CommandChange> changes = new ArrayList<>();
    CommandState state = before;
    long number = version;
    for (CommandEvent event : events) {
      state = Command.evolve(state, event);
      changes.add(change(id, ++number, event, state, withContents));
    }
    return changes;
  }

  private static CommandChange change(
      UUID id, long version, CommandEvent event, CommandState state, boolean withContents) {
    CommandAccepted accepted = accepted(state);
    String step = step(event);
    return new CommandChange(
        id,
        version,
        event.getClass().getSimpleName(),
        event.at(),
        CommandRendering.status(state),
        accepted.principal().subject(),
        accepted.principal().client(),
        step,
        tool(accepted, step),
        withContents ? reason(event) : codeOf(reason(event)),
        withContents ? result(event) : null,
        triggers(accepted));
  }

  private static @Nullable List<UUID> triggers(CommandAccepted accepted) {
    List<UUID> triggers = accepted.options().triggers();
    return triggers.isEmpty() ? null : triggers;
  }

  private static CommandAccepted accepted(CommandState state) {
    return switch (state) {
      case NotAccepted nothing -> throw new IllegalArgumentException("No command was accepted");
      case Running running -> running.accepted();
      case Done done -> done.ended().last().accepted();
    };
  }

  private static @Nullable String step(CommandEvent event) {
    return switch (event) {
      case StepEvent one -> one.step();
      case UndoEvent one -> one.step();
      default -> null;
    };
  }

  private static @Nullable String tool(CommandAccepted accepted, @Nullable String step) {
    if (step != null) {
      return accepted.plan().step(step).tool();
    }
    return accepted.plan().call() ? accepted.plan().steps().getFirst().tool() : null;
  }

  private static @Nullable FailureView reason(CommandEvent event) {
    return switch (event) {
      case CommandEvent.StepFailed failed -> CommandRendering.failure(failed.failure());
      case CommandEvent.CommandFailed failed -> CommandRendering.failure(failed.failure());
      case CommandEvent.StepSkipped skipped -> new FailureView("skipped", skipped.reason());
      case CommandEvent.StepOutcomeUnknown unknown ->
          new FailureView("outcome-unknown", unknown.reason());
      case CommandEvent.CommandOutcomeUnknown unknown ->
          new FailureView("outcome-unknown", unknown.reason());
      case CommandEvent.CommandCancelRequested cancel ->
          new FailureView(Failure.CANCELLED, "requested by " + cancel.by());
      case CommandEvent.StepRetryScheduled retry -> CommandRendering.failure(retry.failure());
      case CommandEvent.StepNotUndone not -> CommandRendering.failure(not.failure());
      case CommandEvent.StepUndoOutcomeUnknown unknown ->
          new FailureView("outcome-unknown", unknown.reason());
      case CommandEvent.StepApprovalRequested asked ->
          new FailureView("approval-needed", "by the rule '" + asked.demand().rule() + "'");
      case CommandEvent.StepApproved approved -> new FailureView("approved", "by " + approved.by());
      case CommandEvent.CommandUndoRequested undo ->
          new FailureView("undo", "requested by " + undo.by().subject());
      case CommandEvent.CommandUndone undone ->
          undone.complete() ? null : new FailureView("partly-undone", "some calls stay done");
      case CommandAccepted e -> null;
      case CommandEvent.CommandResumed e -> null;
      case CommandEvent.StepFannedOut e -> null;
      case CommandEvent.StepGathered e -> null;
      case CommandEvent.StepUndoStarted e -> null;
      case CommandEvent.StepUndone e -> null;
      case CommandEvent.StepStarted e -> null;
      case CommandEvent.StepSucceeded e -> null;
      case CommandEvent.CommandSucceeded e -> null;
      case CommandEvent.CommandCancelled e -> null;
    };
  }

  private static @Nullable FailureView codeOf(@Nullable FailureView reason) {
    return reason == null ? null : new FailureView(reason.code(), "");
  }

  private static @Nullable CallResult result(CommandEvent event) {
    if (event instanceof CommandEvent.StepSucceeded done) {
      return CommandRendering.result(done.result(), false);
    }
    if (event instanceof CommandEvent.StepFailed failed && failed.result() != null) {
      return CommandRendering.result(failed.result(), true);
    }
    return null;
  }
}
