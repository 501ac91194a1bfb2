package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.CommandAccepted;
import io.aios.orchestrator.domain.CommandEvent.CommandUndoRequested;
import io.aios.orchestrator.domain.CommandState.Ended;
import io.aios.orchestrator.domain.CommandState.NotAccepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregate: {@code decide} turns an intent into events and changes nothing; folding events is
 * the only way to a new state. A command ends by itself with the event that leaves nothing to run
 * or to wait for, and so does its undoing.
 */
public final class Command {
  private Command() {}

  /**
   * The events that fulfil the intent; none when it is fulfilled already.
   *
   * @throws IllegalTransition when the state rules the intent out
   */
  public static List<CommandEvent> decide(CommandState state, Intent intent, Instant now) {
    List<CommandEvent> events =
        switch (state) {
          case NotAccepted nothing -> accept(intent, now);
          case Running running -> RunDecisions.decide(running, intent, now);
          case Undoing undoing -> UndoDecisions.decide(undoing, intent, now);
          case Ended ended -> decide(ended, intent, now);
        };
    return Endings.conclude(state, events, now);
  }

  /** The state after the event. */
  public static CommandState evolve(CommandState state, CommandEvent event) {
    return Evolution.after(state, event);
  }

  /** The state after all of the events, from the beginning. */
  public static CommandState fold(List<? extends CommandEvent> events) {
    return fold(new NotAccepted(), events);
  }

  /** The state after the events, from a state on. */
  public static CommandState fold(CommandState from, List<? extends CommandEvent> events) {
    CommandState state = from;
    for (CommandEvent event : events) {
      state = evolve(state, event);
    }
    return state;
  }

  private static List<CommandEvent> accept(Intent intent, Instant now) {
    if (intent instanceof Intent.Accept accept) {
      return List.of(new CommandAccepted(accept.principal(), accept.plan(), accept.options(), now));
    }
    throw refused(intent, "before the command was accepted");
  }

  private static List<CommandEvent> decide(Ended ended, Intent intent, Instant now) {
    if (intent instanceof Intent.RequestCancel || intent instanceof Intent.Recover) {
      return List.of();
    }
    if (!(intent instanceof Intent.RequestUndo request)) {
      throw refused(intent, "after the command ended");
    }
    if (Undos.left(ended).isEmpty()) {
      throw new IllegalTransition("The command changed nothing that is left to be undone");
    }
    return undo(ended, new CommandUndoRequested(request.by(), now));
  }

  /** The request, and at once what cannot be undone. */
  static List<CommandEvent> undo(Ended ended, CommandUndoRequested request) {
    List<CommandEvent> events = new ArrayList<>();
    events.add(request);
    for (String step : Undos.left(ended)) {
      Undos.obstacle(ended.last(), step, request.at())
          .map(reason -> new Failure(Failure.NOT_UNDOABLE, reason))
          .map(failure -> new CommandEvent.StepNotUndone(step, failure, request.at()))
          .ifPresent(events::add);
    }
    return events;
  }

  static IllegalTransition refused(Intent intent, String when) {
    return new IllegalTransition(intent.getClass().getSimpleName() + " " + when);
  }
}
