package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Command;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState;
import io.aios.orchestrator.domain.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A command at a point of its stream. Intents give later histories; {@code fresh} holds the events
 * that are not stored yet.
 *
 * @param version number of events, stored and fresh
 */
public record CommandHistory(UUID id, long version, CommandState state, List<CommandEvent> fresh) {

  public static CommandHistory nothing(UUID id) {
    return new CommandHistory(id, 0, new CommandState.NotAccepted(), List.of());
  }

  public static CommandHistory of(UUID id, List<CommandEvent> events) {
    return new CommandHistory(id, events.size(), Command.fold(events), List.of());
  }

  CommandHistory with(Intent intent, Instant now) {
    List<CommandEvent> events = Command.decide(state, intent, now);
    List<CommandEvent> all = new ArrayList<>(fresh);
    CommandState after = state;
    for (CommandEvent event : events) {
      all.add(event);
      after = Command.evolve(after, event);
    }
    return new CommandHistory(id, version + events.size(), after, all);
  }

  CommandHistory stored() {
    return new CommandHistory(id, version, state, List.of());
  }

  boolean hasEnded() {
    return state instanceof CommandState.Ended;
  }
}
