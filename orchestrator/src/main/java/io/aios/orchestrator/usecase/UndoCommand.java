package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.UndoReport;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.IllegalTransition;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Undoes what a command did, the last call first. */
@Component
public final class UndoCommand {
  private final ChangeCommand changes;
  private final Commands commands;
  private final CommandViews views;
  private final InstantSource clock;

  UndoCommand(ChangeCommand changes, Commands commands, CommandViews views, InstantSource clock) {
    this.changes = changes;
    this.commands = commands;
    this.views = views;
    this.clock = clock;
  }

  /**
   * What undoing it would do.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}, {@code CONFLICT} while it runs
   */
  public UndoReport report(Principal caller, UUID id) {
    requireOwn(caller, id);
    CommandHistory history = commands.find(id).orElseThrow(() -> ReadCommands.unknown(id));
    if (history.state() instanceof Ended ended) {
      return UndoRendering.report(id, ended, clock.instant());
    }
    throw new Problem(ProblemType.CONFLICT, "The command has not ended: it cannot be undone yet");
  }

  /**
   * The command after the request was recorded.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}, {@code CONFLICT} while it runs, or when it changed
   *     nothing that is left to be undone
   */
  public CommandHistory undo(Principal caller, UUID id) {
    requireOwn(caller, id);
    return changes.change(
        id,
        history -> {
          try {
            return history.with(new Intent.RequestUndo(caller), clock.instant());
          } catch (IllegalTransition e) {
            throw new Problem(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
          }
        });
  }

  private void requireOwn(Principal caller, UUID id) {
    if (!views.subject(id).filter(caller.subject()::equals).isPresent()) {
      throw ReadCommands.unknown(id);
    }
  }
}
