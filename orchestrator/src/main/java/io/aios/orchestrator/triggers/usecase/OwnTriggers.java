package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.FiringView;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a caller may see of triggers: its own. */
@Component
public final class OwnTriggers {
  private final Triggers triggers;
  private final Firings firings;

  OwnTriggers(Triggers triggers, Firings firings) {
    this.triggers = triggers;
    this.firings = firings;
  }

  public List<TriggerView> list(Principal caller) {
    return triggers.of(caller.subject()).stream().map(Trigger::view).toList();
  }

  /**
   * @throws Problem {@code NOT_FOUND}, also for a trigger of somebody else
   */
  public TriggerView view(Principal caller, UUID id) {
    return find(caller, id).view();
  }

  public List<FiringView> history(Principal caller, UUID id, int limit) {
    return firings.history(find(caller, id).id(), limit).stream().map(Firing::view).toList();
  }

  Trigger find(Principal caller, UUID id) {
    return triggers
        .find(id)
        .filter(trigger -> trigger.principal().subject().equals(caller.subject()))
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no trigger " + id));
  }

  /**
   * Keeps a changed one.
   *
   * @throws Problem {@code CONFLICT} when another one has its name
   */
  TriggerView replace(Trigger trigger) {
    if (!triggers.replace(trigger)) {
      throw nameTaken(trigger.definition());
    }
    return trigger.view();
  }

  static Problem nameTaken(TriggerRequest request) {
    return new Problem(
        ProblemType.CONFLICT, "There is a trigger named '" + request.name() + "' already");
  }
}
