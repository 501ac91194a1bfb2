package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Running;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks a running command to stop; the orchestrator that runs it interrupts its tools. */
@Component
public final class CancelCommand {
  private final ChangeCommand changes;
  private final CommandViews views;
  private final InstantSource clock;

  CancelCommand(ChangeCommand changes, CommandViews views, InstantSource clock) {
    this.changes = changes;
    this.views = views;
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
    Intent intent = new Intent.RequestCancel(caller.subject());
    return changes.change(
        id,
        history ->
            history.state() instanceof Running ? history.with(intent, clock.instant()) : history);
  }
}
