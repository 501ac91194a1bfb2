package io.aios.orchestrator.triggers.usecase;

import io.aios.orchestrator.domain.Principal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Removes a trigger and its history. */
@Component
public final class DeleteTrigger {
  private final Triggers triggers;
  private final OwnTriggers own;

  DeleteTrigger(Triggers triggers, OwnTriggers own) {
    this.triggers = triggers;
    this.own = own;
  }

  public void delete(Principal caller, UUID id) {
    triggers.remove(own.find(caller, id).id());
  }
}
