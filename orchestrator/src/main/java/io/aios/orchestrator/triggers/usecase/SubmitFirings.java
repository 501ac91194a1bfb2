package io.aios.orchestrator.triggers.usecase;

import io.aios.contracts.commands.CommandRequest;
import io.aios.contracts.problems.ProblemType;
import io.aios.contracts.triggers.TriggerError;
import io.aios.orchestrator.domain.Origin;
import io.aios.orchestrator.usecase.Commands.StoreUnavailable;
import io.aios.orchestrator.usecase.Submission;
import io.aios.orchestrator.usecase.SubmitCommand;
import io.aios.platform.web.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Submits the commands of firings. A firing is noted before its command exists; the command's
 * idempotency key is made of the firing's id, so that submitting again after a crash, or by two
 * orchestrators, gives the same command.
 */
@Component
public final class SubmitFirings {
  private static final Logger log = LoggerFactory.getLogger(SubmitFirings.class);
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
  private final Triggers triggers;
  private final SubmitCommand submit;
  private final InstantSource clock;
  private final TriggerProperties properties;

  SubmitFirings(
      Firings firings,
      Triggers triggers,
      SubmitCommand submit,
      InstantSource clock,
      TriggerProperties properties) {
    this.firings = firings;
    this.triggers = triggers;
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
    try {
      if (firing.firedAt().plus(properties.giveUpAfter()).isBefore(clock.instant())) {
        endLate(firing);
      } else if (firing.request() == null) {
        refuse(firing, TriggerError.FIRING_FAILED, "its command cannot be read");
      } else {
        submit(firing, firing.request());
      }
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn("Firing {} could not be submitted", firing.id(), e);
      firings.waiting(firing.id(), ProblemType.INTERNAL_ERROR.slug() + ": " + e.getMessage());
    }
  }

  private void submit(Firing firing, CommandRequest request) {
    try {
      Origin origin = Origin.of(firing.chain().triggers());
      switch (submit.submit(firing.principal(), request, origin)) {
        case Submission.Accepted accepted -> firings.submitted(firing.id(), accepted.id());
        case Submission.Repeated repeated -> firings.submitted(firing.id(), repeated.id());
        case Submission.DryRun nothing ->
            refuse(firing, TriggerError.FIRING_FAILED, "it was a dry run");
      }
    } catch (Problem e) {
      if (PASSING.contains(e.type())) {
        firings.waiting(firing.id(), e.type().slug() + ": " + e.detail());
      } else {
        refuse(firing, e.type().slug(), e.detail());
      }
    }
  }

  /** Begins nothing any more: that its key is kept no longer would not be noticed. */
  private void endLate(Firing firing) {
    Optional<UUID> command = submit.accepted(firing.principal(), Firing.key(firing.id()));
    if (command.isPresent()) {
      firings.submitted(firing.id(), command.get());
    } else {
      String last = firing.reason() == null ? "no orchestrator ran" : firing.reason();
      String within = "its command could not be submitted within " + properties.giveUpAfter();
      refuse(firing, TriggerError.FIRING_FAILED, within + "; " + last);
    }
  }

  private void refuse(Firing firing, String code, String detail) {
    firings.refused(firing.id(), code + ": " + detail);
    triggers.failed(firing.trigger(), 1, new TriggerError(clock.instant(), code, detail));
  }
}
