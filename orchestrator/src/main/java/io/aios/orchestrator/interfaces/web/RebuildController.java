package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.RebuildProgress;
import io.aios.orchestrator.usecase.RebuildProjections;
import io.aios.orchestrator.usecase.RebuildProjections.Rebuild;
import io.aios.platform.security.CallerIdentity;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Rebuilds the projections and answers with server-sent events: {@code progress}, and at the end
 * {@code done}; a stream without it failed. Who hangs up ends it; it can be begun again at any
 * time.
 */
@RestController
final class RebuildController {
  private static final Logger log = LoggerFactory.getLogger(RebuildController.class);

  private final RebuildProjections rebuild;
  private final Executor commandExecutor;

  RebuildController(RebuildProjections rebuild, Executor commandExecutor) {
    this.rebuild = rebuild;
    this.commandExecutor = commandExecutor;
  }

  @PostMapping(path = "/api/v1/commands/rebuild", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter rebuild(CallerIdentity caller) {
    Rebuild begun = rebuild.begin(CommandController.principal(caller));
    SseEmitter stream = new SseEmitter(0L);
    commandExecutor.execute(() -> run(begun, stream));
    return stream;
  }

  private static void run(Rebuild begun, SseEmitter stream) {
    try {
      RebuildProgress done = begun.run(progress -> send(stream, "progress", progress));
      send(stream, "done", done);
    } catch (Gone gone) {
      log.info("Rebuilding the projections ended early: nobody listens any more");
    } catch (RuntimeException failure) {
      log.error("Rebuilding the projections failed", failure);
      stream.completeWithError(failure);
      return;
    }
    stream.complete();
  }

  private static void send(SseEmitter stream, String name, Object data) {
    try {
      stream.send(SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON));
    } catch (IOException | IllegalStateException e) {
      throw new Gone();
    }
  }

  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("The caller has hung up", null, false, false);
    }
  }
}
