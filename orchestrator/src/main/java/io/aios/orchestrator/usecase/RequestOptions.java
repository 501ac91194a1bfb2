package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a request's options, with defaults for what it does not say. */
@Component
final class RequestOptions {
  private static final int DEFAULT_PRIORITY = 5;
  private static final int MAX_PRIORITY = 9;
  private static final int MAX_KEY = 200;

  private final RequestDigest digests;
  private final InstantSource clock;
  private final OrchestratorProperties properties;

  RequestOptions(RequestDigest digests, InstantSource clock, OrchestratorProperties properties) {
    this.digests = digests;
    this.clock = clock;
    this.properties = properties;
  }

  Options options(CommandRequest request, Origin origin) {
    Duration timeout = request.timeout() == null ? properties.defaultTimeout() : request.timeout();
    if (!timeout.isPositive() || timeout.compareTo(properties.maxTimeout()) > 0) {
      throw malformed(
          "'timeout' is "
              + timeout
              + "; it has to be positive and at most "
              + properties.maxTimeout());
    }
    int priority = request.priority() == null ? DEFAULT_PRIORITY : request.priority();
    if (priority < 0 || priority > MAX_PRIORITY) {
      throw malformed("'priority' is " + priority + "; it has to be 0 to " + MAX_PRIORITY);
    }
    return new Options(
        timeout, priority, request.idempotencyKey(), origin.depth(), origin.triggers());
  }

  @Nullable IdempotencyKey key(Principal principal, CommandRequest request) {
    String key = request.idempotencyKey();
    if (key == null || Boolean.TRUE.equals(request.dryRun())) {
      return null;
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw malformed("'idempotencyKey' has to have 1 to " + MAX_KEY + " characters");
    }
    return new IdempotencyKey(
        principal.subject(),
        key,
        digests.of(request),
        clock.instant().plus(properties.keyRetention()));
  }

  private static Problem malformed(String detail) {
    return new Problem(ProblemType.MALFORMED_REQUEST, detail);
  }
}
