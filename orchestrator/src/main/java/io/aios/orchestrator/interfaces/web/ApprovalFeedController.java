package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.ApprovalPage;
import io.aios.contracts.commands.ApprovalView;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.ReadApprovals;
import io.aios.platform.security.CallerIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What waits for approval as server-sent events: {@code waiting} with the step, {@code gone} when
 * it waits no more. A new connection is told everything that waits, so there is nothing to resume.
 */
@RestController
final class ApprovalFeedController {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int POLLS_PER_KEEP_ALIVE = 10;

  private final ReadApprovals read;
  private final Executor commandExecutor;

  ApprovalFeedController(ReadApprovals read, Executor commandExecutor) {
    this.read = read;
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
    Set<String> known = new HashSet<>();
    try {
      for (int polls = 0; ; polls++) {
        tell(read.list(caller), known, stream);
        if (polls % POLLS_PER_KEEP_ALIVE == 0) {
          stream.send(SseEmitter.event().comment("waiting"));
        }
        Thread.sleep(POLL);
      }
    } catch (IOException | IllegalStateException | InterruptedException gone) {
      stream.complete();
    } catch (RuntimeException failure) {
      stream.completeWithError(failure);
    }
  }

  private static void tell(ApprovalPage page, Set<String> known, SseEmitter stream)
      throws IOException {
    Set<String> now = new HashSet<>();
    for (ApprovalView view : page.items()) {
      String key = view.commandId() + "/" + view.step() + "/" + view.approvedBy().size();
      now.add(key);
      if (known.add(key)) {
        stream.send(SseEmitter.event().name("waiting").data(view, MediaType.APPLICATION_JSON));
      }
    }
    for (String key : Set.copyOf(known)) {
      if (!now.contains(key)) {
        known.remove(key);
        String[] parts = key.split("/", 3);
        stream.send(
            SseEmitter.event()
                .name("gone")
                .data(Map.of("commandId", parts[0], "step", parts[1]), MediaType.APPLICATION_JSON));
      }
    }
  }
}
