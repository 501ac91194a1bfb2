package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.EventMatch;
import io.aios.orchestrator.triggers.usecase.DecideFiring.Cause;
import io.aios.orchestrator.triggers.usecase.EventExpressions.Filter;
import io.aios.orchestrator.triggers.usecase.LoopGuard.Verdict;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Fires triggers on events, each event once among all orchestrators. */
@Component
public final class FireOnEvents {
  private final Triggers triggers;
  private final DecideFiring decisions;
  private final EventExpressions expressions;
  private final LoopGuard loops;
  private final InstantSource clock;
  private final Map<String, Map<UUID, Listener>> byTopic = new ConcurrentHashMap<>();

  FireOnEvents(
      Triggers triggers,
      DecideFiring decisions,
      EventExpressions expressions,
      LoopGuard loops,
      InstantSource clock) {
    this.triggers = triggers;
    this.decisions = decisions;
    this.expressions = expressions;
    this.loops = loops;
    this.clock = clock;
  }

  private record Listener(Trigger trigger, Filter filter) {}

  /** Whether anybody waits for events of the topic; reads what triggers there are now. */
  public boolean isAwaited(String topic) {
    Map<UUID, Listener> before = byTopic.getOrDefault(topic, Map.of());
    Map<UUID, Listener> now = new HashMap<>();
    for (Trigger trigger : triggers.listening(topic)) {
      Listener known = before.get(trigger.id());
      now.put(
          trigger.id(),
          known != null && known.trigger().version() == trigger.version()
              ? known
              : listener(trigger));
    }
    byTopic.put(topic, now);
    return !now.isEmpty();
  }

  public void fire(String topic, IncomingEvent event) {
    for (Listener listener : List.copyOf(byTopic.getOrDefault(topic, Map.of()).values())) {
      Trigger trigger = listener.trigger();
      if (!event.time().isBefore(trigger.activeSince())
          && CheckTrigger.mayHear(trigger.principal(), topic, event.data())
          && listener.filter().matches(event.content())) {
        switch (loops.judge(trigger, topic, event)) {
          case Verdict.Free free when listener.filter().matches(free.event().content()) ->
              fire(trigger, free);
          case Verdict.Free unmatched -> {}
          case Verdict.Own own -> {}
          case Verdict.Loop loop -> {}
        }
      }
    }
  }

  private void fire(Trigger listened, Verdict.Free free) {
    JsonNode content = free.event().content();
    Cause cause = new Cause(free.event().id(), free.chain(), content);
    triggers.take(
        listened.id(),
        trigger -> {
          if (trigger.enabled() && trigger.version() == listened.version()) {
            decisions.decide(trigger, cause, clock.instant());
          }
        });
  }

  private Listener listener(Trigger trigger) {
    EventMatch match = trigger.definition().event();
    return new Listener(
        trigger, match == null ? event -> false : expressions.filter(match.match()));
  }
}
