package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandStatus;
import io.aios.contracts.commands.CommandView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.CommandFeed.Subscription;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Waits until a command has ended or waits for somebody, whichever orchestrator runs it. */
@Component
public final class AwaitCommand {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ReadCommands read;
  private final CommandFeed feed;

  AwaitCommand(ReadCommands read, CommandFeed feed) {
    this.read = read;
    this.feed = feed;
  }

  /**
   * @throws io.aios.platform.web.Problem {@code UNKNOWN_COMMAND}, also for a command of somebody
   *     else
   */
  public CommandView await(Principal caller, UUID id) throws InterruptedException {
    try (Subscription subscription = feed.follow(id)) {
      CommandView view = read.view(caller, id);
      while (!view.status().isFinal() && view.status() != CommandStatus.AWAITING_APPROVAL) {
        subscription.next(LOOK);
        view = read.view(caller, id);
      }
      return view;
    }
  }
}
