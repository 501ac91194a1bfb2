package io.aios.orchestrator.usecase;

import io.aios.orchestrator.usecase.Commands.VersionConflict;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Adds to a command that somebody may be running, and sees to it that the run goes on with it. */
@Component
final class ChangeCommand {
  private static final int ATTEMPTS = 20;

  private final Commands commands;
  private final RecoverCommands recovery;

  ChangeCommand(Commands commands, RecoverCommands recovery) {
    this.commands = commands;
    this.recovery = recovery;
  }

  /**
   * The command after the change; decided again when somebody else was quicker.
   *
   * @throws io.aios.platform.web.Problem {@code UNKNOWN_COMMAND}
   */
  CommandHistory change(UUID id, UnaryOperator<CommandHistory> decision) {
    for (int attempt = 1; ; attempt++) {
      CommandHistory before = commands.find(id).orElseThrow(() -> ReadCommands.unknown(id));
      CommandHistory after = decision.apply(before);
      try {
        if (!after.fresh().isEmpty()) {
          commands.interject(before, after);
        }
        recovery.resume(id);
        return after.stored();
      } catch (VersionConflict e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
