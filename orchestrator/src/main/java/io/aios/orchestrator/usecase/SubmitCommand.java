package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Options;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.usecase.AcceptCommand.Acceptance;
import io.aios.orchestrator.usecase.Commands.IdempotencyKey;
import io.aios.orchestrator.usecase.Commands.KeyHolder;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.platform.web.Problem;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a request: answers it from its idempotency key, or checks, records and starts it. */
@Component
public final class SubmitCommand {
  private final RequestOptions requests;
  private final CheckCommand checks;
  private final AcceptCommand acceptance;
  private final Commands commands;
  private final DryRun dryRuns;
  private final int maxAccepting;
  private final Semaphore accepting;

  /** Why all places may be taken: those who have them wait for the store. */
  private volatile @Nullable StoreUnavailable away;

  SubmitCommand(
      RequestOptions requests,
      CheckCommand checks,
      AcceptCommand acceptance,
      Commands commands,
      DryRun dryRuns,
      OrchestratorProperties properties) {
    this.requests = requests;
    this.checks = checks;
    this.acceptance = acceptance;
    this.commands = commands;
    this.dryRuns = dryRuns;
    this.maxAccepting = properties.maxAccepting();
    this.accepting = new Semaphore(maxAccepting);
  }

  /**
   * @throws Problem naming why the request is refused
   */
  public Submission submit(Principal principal, CommandRequest request) {
    return submit(principal, request, Origin.REQUEST);
  }

  /**
   * @param origin what leads to it
   * @throws Problem naming why the request is refused
   */
  public Submission submit(Principal principal, CommandRequest request, Origin origin) {
    if (!accepting.tryAcquire()) {
      StoreUnavailable cause = away;
      if (cause != null) {
        throw new StoreUnavailable(cause);
      }
      throw new Problem(
              ProblemType.SERVICE_UNAVAILABLE,
              maxAccepting + " requests are being accepted already, which is the limit")
          .header("Retry-After", "1");
    }
    try {
      Submission taken = take(principal, request, origin);
      if (!(taken instanceof Submission.DryRun)) {
        away = null;
      }
      return taken;
    } catch (StoreUnavailable e) {
      away = e;
      throw e;
    } finally {
      accepting.release();
    }
  }

  private Submission take(Principal principal, CommandRequest request, Origin origin) {
    if (origin.depth() > Origin.MAX_DEPTH) {
      throw new Problem(
          ProblemType.INVALID_PLAN,
          "Plans call each other " + origin.depth() + " deep; the limit is " + Origin.MAX_DEPTH);
    }
    if (request.text() != null) {
      throw new Problem(
          ProblemType.SERVICE_UNAVAILABLE,
          "Commands in words need a language model service, and this suite runs without one;"
              + " send 'tool' or 'steps'");
    }
    Options options = requests.options(request, origin);
    IdempotencyKey key = requests.key(principal, request);
    Optional<KeyHolder> holder =
        key == null ? Optional.empty() : commands.holder(key.subject(), key.key());
    if (key != null && holder.isPresent()) {
      return repeated(key, holder.get());
    }
    if (Boolean.TRUE.equals(request.dryRun())) {
      CheckedCommand checked = checks.check(dryRuns.reader(principal), request);
      return new Submission.DryRun(dryRuns.report(principal, checked));
    }
    CheckedCommand checked = checks.check(principal, request);
    return accept(new Intent.Accept(principal, checked.plan(), options), checked, key);
  }

  /** The command that was accepted under the key, while the key is kept. */
  public Optional<UUID> accepted(Principal principal, String idempotencyKey) {
    return commands.holder(principal.subject(), idempotencyKey).map(KeyHolder::command);
  }

  /** Where a command is found. */
  public static String location(UUID command) {
    return "/api/v1/commands/" + command;
  }

  private Submission accept(
      Intent.Accept intent, CheckedCommand checked, @Nullable IdempotencyKey key) {
    Acceptance result = acceptance.accept(intent, checked.compiled(), key);
    if (key != null && result.holder().isPresent()) {
      return repeated(key, result.holder().get());
    }
    return result.accepted().orElseThrow();
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
}
