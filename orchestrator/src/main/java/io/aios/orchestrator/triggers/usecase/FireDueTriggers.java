package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.Missed;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import io.aios.orchestrator.triggers.usecase.Triggers.WorkFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fires triggers whose time has come, each due time once among all orchestrators. */
@Component
public final class FireDueTriggers {
  private static final Logger log = LoggerFactory.getLogger(FireDueTriggers.class);

  /** Before a trigger is tried again that could not be worked on. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

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

  /** One that fails keeps no other from firing. */
  public void fireDue() {
    boolean more = true;
    while (more) {
      Instant now = clock.instant();
      try {
        more = triggers.takeDue(now, trigger -> fire(trigger, now));
      } catch (WorkFailed e) {
        log.warn("{}; it is tried again in {}", e.getMessage(), PAUSE);
        triggers.failed(e.trigger(), 1, e.error(now));
        triggers.postpone(e.trigger(), now.plus(PAUSE));
      }
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
