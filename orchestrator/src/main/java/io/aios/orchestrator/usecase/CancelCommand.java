package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Commands.VersionConflict;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks a running command to stop; the orchestrator that runs it interrupts its tools. */
@Component
public final class CancelCommand {
  private static final int ATTEMPTS = 20;

  private final Commands commands;
  private final CommandViews views;
  private final CommandRuns runs;
  private final InstantSource clock;

  CancelCommand(Commands commands, CommandViews views, CommandRuns runs, InstantSource clock) {
    this.commands = commands;
    this.views = views;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * The command after the request was recorded; one that has ended stays as it is.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}, also for a command of somebody else
   */
  public CommandHistory cancel(Principal caller, UUID id) {
    if (!views.subject(id).filter(caller.subject()::equals).isPresent()) {
      throw ReadCommands.unknown(id);
    }
    for (int attempt = 1; ; attempt++) {
      CommandHistory history = commands.find(id).orElseThrow(() -> ReadCommands.unknown(id));
      try {
        return cancel(caller, history);
      } catch (VersionConflict e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private CommandHistory cancel(Principal caller, CommandHistory history) {
    if (!(history.state() instanceof CommandState.Running)) {
      return history;
    }
    CommandHistory after =
        history.with(new Intent.RequestCancel(caller.subject()), clock.instant());
    if (!after.fresh().isEmpty()) {
      commands.append(history, after);
    }
    runs.changed(history.id());
    return after.stored();
  }
}
