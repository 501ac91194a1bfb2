package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.TriggerError;
import io.aios.orchestrator.triggers.domain.Chain;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import io.aios.orchestrator.triggers.usecase.Listeners.Listener;
import io.aios.orchestrator.triggers.usecase.LoopGuard.Verdict;
import io.aios.orchestrator.triggers.usecase.Triggers.WorkFailed;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fires triggers on events, each event once among all orchestrators. */
@Component
public final class FireOnEvents {
  private final Triggers triggers;
  private final Listeners listeners;
  private final DecideFiring decisions;
  private final LoopGuard loops;
  private final InstantSource clock;

  FireOnEvents(
      Triggers triggers,
      Listeners listeners,
      DecideFiring decisions,
      LoopGuard loops,
      InstantSource clock) {
    this.triggers = triggers;
    this.listeners = listeners;
    this.decisions = decisions;
    this.loops = loops;
    this.clock = clock;
  }

  /** Whether anybody waits for events of the topic; reads what triggers there are now. */
  public boolean isAwaited(String topic) {
    return !listeners.refresh(topic).isEmpty();
  }

  /** Shows events, in order, to each trigger; one that fails keeps no other from firing. */
  public void fire(String topic, List<IncomingEvent> events) {
    for (Listener listener : listeners.of(topic)) {
      List<TriggerError> errors = new ArrayList<>();
      events.forEach(event -> show(listener, topic, event).ifPresent(errors::add));
      if (!errors.isEmpty()) {
        triggers.failed(listener.trigger().id(), errors.size(), errors.getLast());
      }
    }
  }

  private Optional<TriggerError> show(Listener listener, String topic, IncomingEvent event) {
    Trigger trigger = listener.trigger();
    if (!listeners.hears(trigger, topic, event)) {
      return Optional.empty();
    }
    try {
      return listener.filter().matches(event.content())
          ? matched(listener, loops.judge(trigger, topic, event))
          : Optional.empty();
    } catch (ExpressionError e) {
      return Optional.of(error(TriggerError.EXPRESSION_FAILED, String.valueOf(e.getMessage())));
    } catch (WorkFailed e) {
      return Optional.of(e.error(clock.instant()));
    }
  }

  private Optional<TriggerError> matched(Listener listener, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Free free -> {
        if (listener.filter().matches(free.event().content())) {
          fire(listener.trigger(), free);
        }
        yield Optional.empty();
      }
      case Verdict.Own own -> Optional.empty();
      case Verdict.Loop loop ->
          Optional.of(error(TriggerError.LOOP_ENDED, why(loop, listener.trigger())));
    };
  }

  private void fire(Trigger listened, Verdict.Free free) {
    Cause cause = new Cause(free.event().id(), free.chain(), free.event().content());
    triggers.take(
        listened.id(),
        trigger -> {
          if (trigger.enabled() && trigger.version() == listened.version()) {
            decisions.decide(trigger, cause, clock.instant());
          }
        });
  }

  private TriggerError error(String code, String detail) {
    return new TriggerError(clock.instant(), code, detail);
  }

  private static String why(Verdict.Loop loop, Trigger trigger) {
    String before = "It would fire by what the triggers " + loop.before().triggers() + " led to";
    return switch (loop.end()) {
      case OWN, LOOP -> before + ", of which it is one: " + trigger.id();
      case TOO_LONG -> before + "; " + Chain.LIMIT + " in a chain is the limit";
    };
  }
}
