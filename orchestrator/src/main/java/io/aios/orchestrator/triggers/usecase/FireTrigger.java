package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Runs a trigger's command because its owner asks, whatever its rate and overlap. */
@Component
public final class FireTrigger {
  private final Triggers triggers;
  private final OwnTriggers own;
  private final CommandOfFiring commands;
  private final DecideFiring decisions;
  private final InstantSource clock;

  FireTrigger(
      Triggers triggers,
      OwnTriggers own,
      CommandOfFiring commands,
      DecideFiring decisions,
      InstantSource clock) {
    this.triggers = triggers;
    this.own = own;
    this.commands = commands;
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * @throws Problem {@code CONFLICT} when the command reads an event
   */
  public void fire(Principal caller, UUID id) {
    Trigger trigger = own.find(caller, id);
    if (commands.readsEvent(trigger.definition())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The command of trigger " + id + " reads an event, and there is none");
    }
    Cause cause = new Cause("asked " + UUID.randomUUID(), Chain.NONE.then(id), null);
    triggers.take(id, found -> decisions.fire(found, cause, clock.instant()));
  }
}
