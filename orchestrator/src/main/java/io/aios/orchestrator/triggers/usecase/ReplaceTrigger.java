package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives a trigger another definition and the caller's grants of now. */
@Component
public final class ReplaceTrigger {
  private final OwnTriggers own;
  private final CheckTrigger checks;
  private final InstantSource clock;

  ReplaceTrigger(OwnTriggers own, CheckTrigger checks, InstantSource clock) {
    this.own = own;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * @throws Problem naming why the definition is refused
   */
  public TriggerView replace(Principal caller, UUID id, TriggerRequest request) {
    Trigger before = own.find(caller, id);
    Instant now = clock.instant();
    Instant due = checks.check(caller, request, now);
    return own.replace(before.changed(caller, request, due, now));
  }
}
