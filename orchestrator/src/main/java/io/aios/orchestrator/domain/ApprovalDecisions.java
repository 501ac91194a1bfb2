package io.aios.orchestrator.domain;

import io.aios.orchestrator.domain.CommandEvent.StepApprovalRequested;
import io.aios.orchestrator.domain.CommandEvent.StepApproved;
import io.aios.orchestrator.domain.CommandEvent.StepFailed;
import io.aios.orchestrator.domain.StepState.AwaitingApproval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who has to agree to a step, and what follows from what they say. */
final class ApprovalDecisions {
  private ApprovalDecisions() {}

  static List<CommandEvent> ask(Running running, Intent.AskApproval ask, Instant now) {
    boolean asks =
        switch (running.state(ask.step())) {
          case StepState.Pending pending -> running.ready(now).contains(ask.step());
          case StepState.Started started -> started.approved() == null && !running.isStopping();
          default -> false;
        };
    if (!asks) {
      throw new IllegalTransition("Step '" + ask.step() + "' is not ready to be approved");
    }
    return List.of(new StepApprovalRequested(ask.step(), ask.arguments(), ask.demand(), now));
  }

  static List<CommandEvent> approve(Running running, Intent.Approve approve, Instant now) {
    Approval approval = awaited(running, approve.step(), approve.by(), now);
    if (approval.by().contains(approve.by())) {
      throw new IllegalTransition(approve.by() + " has approved already");
    }
    return List.of(new StepApproved(approve.step(), approve.by(), approve.arguments(), now));
  }

  static List<CommandEvent> reject(Running running, Intent.Reject reject, Instant now) {
    awaited(running, reject.step(), reject.by(), now);
    String detail = reject.by() + " said no" + (reject.reason().isBlank() ? "" : ": ");
    Failure failure = new Failure(Failure.APPROVAL_REJECTED, detail + reject.reason());
    return List.of(new StepFailed(reject.step(), failure, null, now));
  }

  static List<CommandEvent> expire(Running running, Instant now) {
    List<CommandEvent> events = new ArrayList<>();
    for (String step : running.awaitingApproval()) {
      if (running.state(step) instanceof AwaitingApproval(Approval approval)
          && !now.isBefore(approval.demand().expiresAt())) {
        String detail = "nobody approved it until " + approval.demand().expiresAt();
        Failure failure = new Failure(Failure.APPROVAL_EXPIRED, detail);
        events.add(new StepFailed(step, failure, null, now));
      }
    }
    return events;
  }

  private static Approval awaited(Running running, String step, String by, Instant now) {
    if (!(running.state(step) instanceof AwaitingApproval(Approval approval))
        || running.isStopping()) {
      throw new IllegalTransition("Step '" + step + "' does not wait for approval");
    }
    if (!now.isBefore(approval.demand().expiresAt())) {
      throw new IllegalTransition("The time to approve step '" + step + "' is over");
    }
    String requester = running.accepted().principal().subject();
    if (approval.demand().fourEyes() && by.equals(requester)) {
      throw new IllegalTransition("Somebody other than " + requester + " has to approve");
    }
    return approval;
  }
}
