package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Switches a trigger on and off. */
@Component
public final class SwitchTrigger {
  private final OwnTriggers own;
  private final CheckTrigger checks;
  private final InstantSource clock;

  SwitchTrigger(OwnTriggers own, CheckTrigger checks, InstantSource clock) {
    this.own = own;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * It goes on with the grants it had.
   *
   * @throws Problem naming why it could not run any more
   */
  public TriggerView enable(Principal caller, UUID id) {
    Trigger before = own.find(caller, id);
    Instant now = clock.instant();
    Instant due = checks.check(before.principal(), before.definition(), now);
    return own.replace(before.enabled(due, now));
  }

  public TriggerView disable(Principal caller, UUID id) {
    return own.replace(own.find(caller, id).disabled(clock.instant()));
  }
}
