package io.aios.orchestrator.triggers.usecase;

import static io.aios.orchestrator.triggers.usecase.CheckTrigger.malformed;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import io.aios.orchestrator.usecase.OrchestratorProperties;
import io.aios.orchestrator.usecase.RehearseCommand;
import io.aios.platform.web.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Checks that a trigger's command could run now, as far as it is known before an event. */
@Component
final class CheckTriggeredCommand {
  private final CommandOfFiring commands;
  private final RehearseCommand rehearsal;
  private final JsonMapper json;
  private final long maxBytes;

  CheckTriggeredCommand(
      CommandOfFiring commands,
      RehearseCommand rehearsal,
      JsonMapper json,
      OrchestratorProperties properties) {
    this.commands = commands;
    this.rehearsal = rehearsal;
    this.json = json;
    this.maxBytes = properties.maxPlan().toBytes();
  }

  /**
   * @throws Problem naming why it could not run
   */
  void check(Principal principal, TriggerRequest trigger) {
    CommandRequest command = trigger.command();
    if (command == null
        || command.idempotencyKey() != null
        || command.mode() != null
        || command.dryRun() != null) {
      throw malformed("'command' is wanted, without 'idempotencyKey', 'mode' and 'dryRun'");
    }
    byte[] bytes = json.writeValueAsBytes(trigger);
    if (bytes.length > maxBytes) {
      throw malformed(
          "The trigger has %d bytes; the limit is %d".formatted(bytes.length, maxBytes));
    }
    try {
      rehearse(principal, trigger);
    } catch (ExpressionError e) {
      throw malformed(
          "The command's arguments hold an expression that has no value: " + e.getMessage());
    }
  }

  /** The schema of a saved plan's input says nothing of an input that is not known. */
  private void rehearse(Principal principal, TriggerRequest trigger) {
    CommandRequest command = trigger.command();
    if (!commands.readsEvent(trigger)) {
      rehearsal.rehearse(principal, command);
    } else if (command.plan() == null) {
      rehearsal.rehearse(principal, commands.sample(command));
    } else {
      rehearsal.rehearseWithoutArguments(principal, command);
    }
  }
}
