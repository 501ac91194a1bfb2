package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.TriggerRequest;
import io.aios.contracts.triggers.TriggerView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes, changes, switches, deletes and fires the caller's triggers. */
@Component
public final class ChangeTriggers {
  private final Triggers triggers;
  private final OwnTriggers own;
  private final CheckTrigger checks;
  private final DecideFiring decisions;
  private final InstantSource clock;
  private final int maxPerUser;

  ChangeTriggers(
      Triggers triggers,
      OwnTriggers own,
      CheckTrigger checks,
      DecideFiring decisions,
      TriggerLimits limits) {
    this.triggers = triggers;
    this.own = own;
    this.checks = checks;
    this.decisions = decisions;
    this.clock = limits.clock();
    this.maxPerUser = limits.maxPerUser();
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
    Trigger trigger =
        new Trigger(UUID.randomUUID(), caller, request, true, due, now, 0, 1, now, now);
    if (!triggers.add(trigger)) {
      throw nameTaken(request);
    }
    return trigger.view();
  }

  /** The trigger goes on with the caller's grants of now. */
  public TriggerView replace(Principal caller, UUID id, TriggerRequest request) {
    Trigger before = own.find(caller, id);
    Instant now = clock.instant();
    Instant due = checks.check(caller, request, now);
    return stored(before.changed(caller, request, due, now));
  }

  public TriggerView enable(Principal caller, UUID id) {
    Trigger before = own.find(caller, id);
    Instant now = clock.instant();
    return stored(before.enabled(checks.check(before.principal(), before.definition(), now), now));
  }

  public TriggerView disable(Principal caller, UUID id) {
    return stored(own.find(caller, id).disabled(clock.instant()));
  }

  public void delete(Principal caller, UUID id) {
    triggers.remove(own.find(caller, id).id());
  }

  /** Runs the command once more, whatever its rate and overlap; not one that reads an event. */
  public void fire(Principal caller, UUID id) {
    Trigger trigger = own.find(caller, id);
    if (checks.readsEvent(trigger.definition())) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The command of trigger " + id + " reads an event, and there is none");
    }
    String name = "asked " + UUID.randomUUID();
    Cause cause = new Cause(name, Chain.NONE.then(id), null);
    triggers.take(id, found -> decisions.fire(found, cause, clock.instant()));
  }

  private TriggerView stored(Trigger trigger) {
    if (!triggers.replace(trigger)) {
      throw nameTaken(trigger.definition());
    }
    return trigger.view();
  }

  private static Problem nameTaken(TriggerRequest request) {
    return new Problem(
        ProblemType.CONFLICT, "There is a trigger named '" + request.name() + "' already");
  }
}
