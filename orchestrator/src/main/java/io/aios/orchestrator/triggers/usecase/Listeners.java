package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.triggers.EventMatch;
import io.aios.orchestrator.triggers.usecase.EventExpressions.Filter;
import io.aios.orchestrator.usecase.Expressions.ExpressionError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The triggers that wait for events, with their conditions compiled once. */
@Component
final class Listeners {
  private final Triggers triggers;
  private final EventExpressions expressions;
  private final InstantSource clock;
  private final Duration history;
  private final Map<String, Map<UUID, Listener>> byTopic = new ConcurrentHashMap<>();

  Listeners(
      Triggers triggers,
      EventExpressions expressions,
      InstantSource clock,
      TriggerProperties properties) {
    this.triggers = triggers;
    this.expressions = expressions;
    this.clock = clock;
    this.history = properties.historyRetention();
  }

  record Listener(Trigger trigger, Filter filter) {}

  /** Reads what triggers there are now. */
  Collection<Listener> refresh(String topic) {
    Map<UUID, Listener> before = byTopic.getOrDefault(topic, Map.of());
    Map<UUID, Listener> now = new HashMap<>();
    for (Trigger trigger : triggers.listening(topic)) {
      Listener known = before.get(trigger.id());
      boolean same = known != null && known.trigger().version() == trigger.version();
      now.put(trigger.id(), same ? known : new Listener(trigger, filter(trigger)));
    }
    byTopic.put(topic, now);
    return now.values();
  }

  /** As they were read last. */
  List<Listener> of(String topic) {
    return List.copyOf(byTopic.getOrDefault(topic, Map.of()).values());
  }

  /**
   * Whether an event is for a trigger at all: the user may hear of it, and it happened since the
   * trigger waits and not before what is known of firings, where a second one would go unnoticed.
   */
  boolean hears(Trigger trigger, String topic, IncomingEvent event) {
    return !event.time().isBefore(trigger.activeSince())
        && event.time().isAfter(clock.instant().minus(history))
        && EventPermissions.mayHear(trigger.principal(), topic, event.data());
  }

  /** A condition that was stored and is none (any more) fails for each event. */
  private Filter filter(Trigger trigger) {
    EventMatch match = trigger.definition().event();
    if (match == null) {
      return event -> false;
    }
    try {
      return expressions.filter(match.match());
    } catch (ExpressionError e) {
      return event -> {
        throw e;
      };
    }
  }
}
