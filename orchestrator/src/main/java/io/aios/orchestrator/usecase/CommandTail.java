package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandChange;
import io.aios.orchestrator.domain.Command;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.CommandState;
import java.util.List;
import java.util.UUID;

/** Reads on in a command's events; for one thread. */
public final class CommandTail {
  private final Commands commands;
  private final UUID id;
  private final long after;
  private CommandState state = new CommandState.NotAccepted();
  private long version;

  CommandTail(Commands commands, UUID id, long after) {
    this.commands = commands;
    this.id = id;
    this.after = after;
  }

  /** What was added since the last time. */
  public List<CommandChange> next() {
    List<CommandEvent> events = commands.eventsAfter(id, version);
    List<CommandChange> changes = EventRendering.changes(id, state, version, events, true);
    for (CommandEvent event : events) {
      state = Command.evolve(state, event);
    }
    version += events.size();
    return changes.stream().filter(change -> change.version() > after).toList();
  }

  /** Whether nothing more will come. */
  public boolean ended() {
    return state instanceof CommandState.Ended;
  }
}
