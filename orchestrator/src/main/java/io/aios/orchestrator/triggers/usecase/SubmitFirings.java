package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Submits the commands of firings. A firing is noted before its command exists; the command's
 * idempotency key is made of the firing's id, so that submitting again after a crash, or by two
 * orchestrators, gives the same command.
 */
@Component
public final class SubmitFirings {
  private static final int BATCH = 50;

  /** What may pass by itself. */
  private static final Set<ProblemType> PASSING =
      Set.of(
          ProblemType.SERVICE_UNAVAILABLE,
          ProblemType.RATE_LIMITED,
          ProblemType.TOOL_FAILED,
          ProblemType.TIMED_OUT,
          ProblemType.INTERNAL_ERROR);

  private final Firings firings;
  private final SubmitCommand submit;
  private final InstantSource clock;
  private final TriggerProperties properties;

  SubmitFirings(
      Firings firings, SubmitCommand submit, InstantSource clock, TriggerProperties properties) {
    this.firings = firings;
    this.submit = submit;
    this.clock = clock;
    this.properties = properties;
  }

  public void submitPending() {
    List<Firing> taken;
    do {
      Instant now = clock.instant();
      taken = firings.takePending(now, now.plus(properties.retryAfter()), BATCH);
      taken.forEach(this::submit);
    } while (taken.size() == BATCH);
  }

  private void submit(Firing firing) {
    CommandRequest request = firing.request();
    if (request == null) {
      firings.refused(firing.id(), "it has no command");
      return;
    }
    try {
      switch (submit.submit(firing.principal(), request, Origin.of(firing.chain().triggers()))) {
        case Submission.Accepted accepted -> firings.submitted(firing.id(), accepted.id());
        case Submission.Repeated repeated -> firings.submitted(firing.id(), repeated.id());
        case Submission.DryRun nothing -> firings.refused(firing.id(), "it was a dry run");
      }
    } catch (Problem e) {
      boolean late = firing.firedAt().plus(properties.giveUpAfter()).isBefore(clock.instant());
      if (late || !PASSING.contains(e.type())) {
        firings.refused(firing.id(), e.type().slug() + ": " + e.detail());
      }
    }
  }
}
