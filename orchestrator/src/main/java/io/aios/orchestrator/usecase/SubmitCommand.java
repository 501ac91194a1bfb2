package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.commands.DryRunReport;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.Progression.Progress;
import io.aios.platform.web.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a request, records it as a command and starts it. */
@Component
public final class SubmitCommand {
  private static final int DEFAULT_PRIORITY = 5;
  private static final int MAX_PRIORITY = 9;
  private static final int MAX_KEY = 200;

  private final CheckCommand checks;
  private final RequestDigest digests;
  private final Commands commands;
  private final Progression progression;
  private final CommandRuns runs;
  private final CommandIds ids;
  private final InstantSource clock;
  private final OrchestratorProperties properties;

  SubmitCommand(
      CheckCommand checks,
      RequestDigest digests,
      Commands commands,
      Progression progression,
      CommandRuns runs,
      CommandIds ids,
      InstantSource clock,
      OrchestratorProperties properties) {
    this.checks = checks;
    this.digests = digests;
    this.commands = commands;
    this.progression = progression;
    this.runs = runs;
    this.ids = ids;
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * @throws Problem naming why the request is refused
   */
  public Submission submit(Principal principal, CommandRequest request) {
    if (request.text() != null) {
      throw new Problem(
          ProblemType.SERVICE_UNAVAILABLE,
          "Commands in words need a language model service, and this suite runs without one;"
              + " send 'tool' or 'steps'");
    }
    Options options = options(request);
    IdempotencyKey key = key(principal, request);
    if (key != null) {
      Optional<KeyHolder> holder = commands.holder(key.subject(), key.key());
      if (holder.isPresent()) {
        return repeated(key, holder.get());
      }
    }
    CheckedCommand checked = checks.check(principal, request);
    if (Boolean.TRUE.equals(request.dryRun())) {
      return new Submission.DryRun(new DryRunReport(true, checked.reports()));
    }
    return accept(new Intent.Accept(principal, checked.plan(), options), checked, key);
  }

  private Submission accept(
      Intent.Accept accept, CheckedCommand checked, @Nullable IdempotencyKey key) {
    boolean now = runs.reserve();
    boolean stored = false;
    try {
      CommandHistory accepted = CommandHistory.nothing(ids.next()).with(accept, clock.instant());
      Progress progress =
          now ? progression.next(accepted, checked.compiled()) : new Progress(accepted, List.of());
      Optional<KeyHolder> holder = commands.create(progress.history(), key);
      stored = holder.isEmpty();
      if (key != null && holder.isPresent()) {
        return repeated(key, holder.get());
      }
      CommandHistory history = progress.history().stored();
      return new Submission.Accepted(
          history.id(),
          now
              ? runs.start(history, checked.compiled(), progress.ready())
              : runs.startWhenFree(history, checked.compiled()));
    } finally {
      if (now && !stored) {
        runs.unreserve();
      }
    }
  }

  private static Submission repeated(IdempotencyKey key, KeyHolder holder) {
    if (!holder.digest().equals(key.digest())) {
      throw new Problem(
              ProblemType.CONFLICT,
              "The idempotency key '" + key.key() + "' was used with another body")
          .header("Location", location(holder.command()));
    }
    return new Submission.Repeated(holder.command());
  }

  /** Where a command is found. */
  public static String location(UUID command) {
    return "/api/v1/commands/" + command;
  }

  private Options options(CommandRequest request) {
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
    return new Options(timeout, priority, request.idempotencyKey());
  }

  private @Nullable IdempotencyKey key(Principal principal, CommandRequest request) {
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
