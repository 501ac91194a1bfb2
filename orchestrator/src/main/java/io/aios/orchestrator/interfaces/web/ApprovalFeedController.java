package io.aios.orchestrator.interfaces.web;

import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.ApprovalFeed;
import io.aios.orchestrator.usecase.ApprovalFeed.Subscription;
import io.aios.orchestrator.usecase.ApprovalTail;
import io.aios.orchestrator.usecase.ApprovalTail.Change;
import io.aios.orchestrator.usecase.ReadApprovals;
import io.aios.platform.security.CallerIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What waits for approval as server-sent events: {@code waiting} with the step, again when somebody
 * agreed or changed the arguments and others still have to agree, {@code gone} when it waits no
 * more. A new connection is told everything that waits, so there is nothing to resume.
 */
@RestController
final class ApprovalFeedController {
  /** For what other orchestrators stored. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final int LOOKS_PER_KEEP_ALIVE = 10;

  private final ReadApprovals read;
  private final ApprovalFeed feed;
  private final Executor commandExecutor;

  ApprovalFeedController(ReadApprovals read, ApprovalFeed feed, Executor commandExecutor) {
    this.read = read;
    this.feed = feed;
    this.commandExecutor = commandExecutor;
  }

  @GetMapping(path = "/api/v1/approvals/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(CallerIdentity caller) {
    Principal principal = CommandController.principal(caller);
    SseEmitter stream = new SseEmitter(0L);
    commandExecutor.execute(() -> follow(principal, stream));
    return stream;
  }

  private void follow(Principal caller, SseEmitter stream) {
    try (Subscription subscription = feed.follow()) {
      ApprovalTail tail = read.tail(caller);
      for (int looks = 0; ; looks++) {
        for (Change change : tail.next()) {
          stream.send(event(change));
        }
        if (looks % LOOKS_PER_KEEP_ALIVE == 0) {
          stream.send(SseEmitter.event().comment("waiting"));
        }
        subscription.await(LOOK);
      }
    } catch (IOException | IllegalStateException | InterruptedException gone) {
      stream.complete();
    } catch (RuntimeException failure) {
      stream.completeWithError(failure);
    }
  }

  private static SseEmitter.SseEventBuilder event(Change change) {
    return switch (change) {
      case Change.Waits(var view) ->
          SseEmitter.event().name("waiting").data(view, MediaType.APPLICATION_JSON);
      case Change.Gone gone ->
          SseEmitter.event().name("gone").data(gone, MediaType.APPLICATION_JSON);
    };
  }
}
