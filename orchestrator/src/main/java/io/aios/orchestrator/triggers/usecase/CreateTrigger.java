package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes a trigger, which runs with the caller's grants of now. */
@Component
public final class CreateTrigger {
  private final Triggers triggers;
  private final CheckTrigger checks;
  private final InstantSource clock;
  private final int maxPerUser;

  CreateTrigger(
      Triggers triggers, CheckTrigger checks, InstantSource clock, TriggerProperties properties) {
    this.triggers = triggers;
    this.checks = checks;
    this.clock = clock;
    this.maxPerUser = properties.maxPerUser();
  }

  /**
   * @throws Problem naming why the trigger is refused
   */
  public TriggerView create(Principal caller, TriggerRequest request) {
    Instant now = clock.instant();
    Instant due = checks.check(caller, request, now);
    if (triggers.of(caller.subject()).size() >= maxPerUser) {
      throw new Problem(
          ProblemType.CONFLICT, "A user may have " + maxPerUser + " triggers, which is the limit");
    }
    UUID id = UUID.randomUUID();
    Trigger trigger =
        new Trigger(id, caller, request, true, due, now, Hindrances.NONE, 1, now, now);
    if (!triggers.add(trigger)) {
      throw OwnTriggers.nameTaken(request);
    }
    return trigger.view();
  }
}
