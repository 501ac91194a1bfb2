package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.Missed;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Fires triggers whose time has come, each due time once among all orchestrators. */
@Component
public final class FireDueTriggers {
  private final Triggers triggers;
  private final DecideFiring decisions;
  private final DueTimes times;
  private final InstantSource clock;
  private final TriggerProperties properties;

  FireDueTriggers(
      Triggers triggers,
      DecideFiring decisions,
      DueTimes times,
      InstantSource clock,
      TriggerProperties properties) {
    this.triggers = triggers;
    this.decisions = decisions;
    this.times = times;
    this.clock = clock;
    this.properties = properties;
  }

  public void fireDue() {
    boolean more = true;
    while (more) {
      Instant now = clock.instant();
      more = triggers.takeDue(now, trigger -> fire(trigger, now));
    }
  }

  /** Times that passed since the one that was due count as missed with it. */
  private void fire(Trigger trigger, Instant now) {
    Instant due = trigger.nextDue() == null ? now : trigger.nextDue();
    Cause cause = new Cause(due.toString(), Chain.NONE.then(trigger.id()), null);
    boolean missed = due.isBefore(now.minus(properties.missedAfter()));
    if (missed && trigger.definition().missed() != Missed.RUN_ONCE) {
      decisions.skip(trigger, cause, now, "its time passed while no orchestrator ran");
    } else {
      decisions.decide(trigger, cause, now);
    }
    triggers.reschedule(trigger.id(), times.next(trigger.definition(), now));
  }
}
