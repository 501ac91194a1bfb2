package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.usecase.CommandFeed;
import io.aios.orchestrator.usecase.CommandFeed.Notice;
import io.aios.orchestrator.usecase.CommandFeed.Subscription;
import io.aios.orchestrator.usecase.CommandTail;
import io.aios.orchestrator.usecase.ReadCommands;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A command's events as server-sent events. Their ids are the versions of the event store, so that
 * any orchestrator can go on after any of them; progress has no id and is not repeated.
 */
@RestController
final class CommandEventsController {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int POLLS_PER_KEEP_ALIVE = 10;

  private final ReadCommands read;
  private final CommandFeed feed;
  private final Executor commandExecutor;

  CommandEventsController(ReadCommands read, CommandFeed feed, Executor commandExecutor) {
    this.read = read;
    this.feed = feed;
    this.commandExecutor = commandExecutor;
  }

  @GetMapping(path = "/api/v1/commands/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      CallerIdentity caller,
      @PathVariable UUID id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    read.requireVisible(CommandController.principal(caller), id);
    long after = version(lastEventId);
    SseEmitter stream = new SseEmitter(0L);
    commandExecutor.execute(() -> follow(id, after, stream));
    return stream;
  }

  private void follow(UUID id, long after, SseEmitter stream) {
    try (Subscription subscription = feed.follow(id)) {
      CommandTail tail = read.tail(id, after);
      int quiet = 0;
      while (true) {
        for (CommandChange change : tail.next()) {
          stream.send(event(change));
        }
        if (tail.ended()) {
          stream.complete();
          return;
        }
        quiet = relayed(subscription, stream) ? 0 : quiet + 1;
        if (quiet == POLLS_PER_KEEP_ALIVE) {
          stream.send(SseEmitter.event().comment("waiting"));
          quiet = 0;
        }
      }
    } catch (IOException | IllegalStateException gone) {
      stream.complete();
    } catch (InterruptedException stopping) {
      stream.complete();
    } catch (RuntimeException failure) {
      stream.completeWithError(failure);
    }
  }

  /** Passes progress on until something changed; false when nothing came. */
  private static boolean relayed(Subscription subscription, SseEmitter stream)
      throws IOException, InterruptedException {
    Optional<Notice> notice = subscription.next(POLL);
    while (notice.isPresent() && notice.get() instanceof Notice.Progress(var progress)) {
      stream.send(SseEmitter.event().name("progress").data(progress));
      notice = subscription.next(POLL);
    }
    return notice.isPresent();
  }

  private static SseEmitter.SseEventBuilder event(CommandChange change) {
    return SseEmitter.event()
        .id(String.valueOf(change.version()))
        .name(change.event())
        .data(change, MediaType.APPLICATION_JSON);
  }

  private static long version(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(lastEventId.trim()));
    } catch (NumberFormatException e) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "'" + lastEventId + "' is no id of this stream");
    }
  }
}
