package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandFixture;
import io.aios.contracts.commands.CommandPage;
import io.aios.contracts.commands.CommandView;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.CommandEvent;
import io.aios.orchestrator.domain.Principal;
import io.aios.platform.web.Problem;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a caller may see of commands: its own, or everybody's with {@code commands:read-all}. */
@Component
public final class ReadCommands {
  private static final String READ_ALL = "commands:read-all";

  private final Commands commands;
  private final CommandViews views;

  ReadCommands(Commands commands, CommandViews views) {
    this.commands = commands;
    this.views = views;
  }

  /**
   * @throws Problem {@code UNKNOWN_COMMAND}, also for a command of somebody else
   */
  public CommandView view(Principal caller, UUID id) {
    requireVisible(caller, id);
    return CommandRendering.view(commands.find(id).orElseThrow(() -> unknown(id)));
  }

  /**
   * As it stood after so many events.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}; {@code MALFORMED_REQUEST} when it has not so many
   */
  public CommandView view(Principal caller, UUID id, long version) {
    requireVisible(caller, id);
    List<CommandEvent> events = commands.eventsAfter(id, 0);
    if (version < 1 || version > events.size()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "'version' is " + version + "; the command has versions 1 to " + events.size());
    }
    List<CommandEvent> until = events.subList(0, Math.toIntExact(version));
    return CommandRendering.view(CommandHistory.of(id, until));
  }

  /**
   * Its history as a test fixture.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}, also for a command of somebody else
   */
  public CommandFixture fixture(Principal caller, UUID id) {
    requireVisible(caller, id);
    return commands.fixture(id);
  }

  /** A reader of a command's events, as their owner sees them, from the one after a version on. */
  public CommandTail tail(UUID id, long after) {
    return new CommandTail(commands, id, after);
  }

  public CommandPage list(Principal caller, CommandViews.Query query) {
    boolean all = caller.grants().contains(READ_ALL);
    String subject = all ? query.subject() : caller.subject();
    return views.list(
        new CommandViews.Query(subject, query.status(), query.before(), query.limit()));
  }

  /**
   * @throws Problem {@code UNKNOWN_COMMAND}, also for a command of somebody else
   */
  public void requireVisible(Principal caller, UUID id) {
    boolean visible =
        views
            .subject(id)
            .filter(
                subject -> subject.equals(caller.subject()) || caller.grants().contains(READ_ALL))
            .isPresent();
    if (!visible) {
      throw unknown(id);
    }
  }

  static Problem unknown(UUID id) {
    return new Problem(ProblemType.UNKNOWN_COMMAND, "There is no command " + id);
  }
}
