package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandExplanation;
import io.aios.contracts.commands.CommandExplanation.Decision;
import io.aios.orchestrator.domain.Command;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells from a command's events which rules, limits, people and caches decided, in order. */
@Component
public final class ExplainCommand {
  private final ReadCommands read;
  private final Commands commands;
  private final Tools tools;

  ExplainCommand(ReadCommands read, Commands commands, Tools tools) {
    this.read = read;
    this.commands = commands;
    this.tools = tools;
  }

  /**
   * @throws io.aios.platform.web.Problem {@code UNKNOWN_COMMAND}, also for a command of somebody
   *     else
   */
  public CommandExplanation explain(Principal caller, UUID id) {
    read.requireVisible(caller, id);
    List<CommandEvent> events = commands.eventsAfter(id, 0);
    if (events.isEmpty() || !(events.getFirst() instanceof CommandEvent.CommandAccepted accepted)) {
      throw ReadCommands.unknown(id);
    }
    StepExplanation steps = new StepExplanation(accepted, tools);
    List<Decision> decisions = new ArrayList<>();
    CommandState state = new CommandState.NotAccepted();
    for (int i = 0; i < events.size(); i++) {
      CommandEvent event = events.get(i);
      Findings findings = new Findings(i + 1, event.at());
      switch (event) {
        case CommandEvent.StepEvent step -> steps.explain(step, state, findings);
        default -> CommandExplanations.explain(event, findings);
      }
      decisions.addAll(findings.decisions());
      state = Command.evolve(state, event);
    }
    return new CommandExplanation(id, CommandRendering.status(state), decisions);
  }
}
