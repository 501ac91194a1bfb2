package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalDecision;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.IllegalTransition;
import io.aios.orchestrator.domain.Intent;
import io.aios.orchestrator.domain.Json;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.platform.web.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says yes or no to a step that waits for approval, or yes to other arguments. */
@Component
public final class DecideApproval {
  private static final int MAX_REASON = 1_000;

  private final ChangeCommand changes;
  private final CheckCall calls;
  private final JsonMapper json;
  private final InstantSource clock;

  DecideApproval(ChangeCommand changes, CheckCall calls, JsonMapper json, InstantSource clock) {
    this.changes = changes;
    this.calls = calls;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The command after the decision was recorded.
   *
   * @throws Problem {@code UNKNOWN_COMMAND}, {@code PERMISSION_DENIED} naming the grant, {@code
   *     CONFLICT} when nothing waits or the caller may not be the one to approve, {@code
   *     SCHEMA_VIOLATION} for edited arguments
   */
  public CommandHistory decide(
      Principal caller, UUID id, boolean approve, ApprovalDecision decision) {
    return decide(caller, id, approve, decision, approval -> true);
  }

  /**
   * @param asShown whether what waits is what the caller was shown
   */
  CommandHistory decide(
      Principal caller,
      UUID id,
      boolean approve,
      ApprovalDecision decision,
      Predicate<Approval> asShown) {
    return changes.change(
        id,
        history -> {
          Running running = running(caller, history);
          String step = step(running, decision.step());
          Approval approval = awaited(running, step);
          requireGrant(caller, id, running, approval);
          if (!asShown.test(approval)) {
            throw nothingWaits("Step '" + step + "' is not what was shown any more");
          }
          Intent intent =
              approve
                  ? approval(running, step, caller, decision)
                  : new Intent.Reject(step, caller.subject(), reason(decision.reason()));
          try {
            return history.with(intent, clock.instant());
          } catch (IllegalTransition e) {
            throw new Problem(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
          }
        });
  }

  private Intent approval(
      Running running, String step, Principal caller, ApprovalDecision decision) {
    if (decision.arguments() == null) {
      return new Intent.Approve(step, caller.subject(), null);
    }
    ObjectNode edited = json.valueToTree(decision.arguments());
    Principal requester = running.accepted().principal();
    ToolDescriptor tool = calls.permitted(requester, running.step(step).tool(), step);
    calls.matches(tool, Template.literal(edited), step);
    return new Intent.Approve(step, caller.subject(), new Json(edited.toString()));
  }

  private static Running running(Principal caller, CommandHistory history) {
    if (history.state() instanceof Running running) {
      return running;
    }
    throw maySee(caller, history)
        ? nothingWaits("The command has ended")
        : ReadCommands.unknown(history.id());
  }

  private static boolean maySee(Principal caller, CommandHistory history) {
    return ReadApprovals.mayDecide(caller)
        || CommandRendering.last(history).accepted().principal().subject().equals(caller.subject());
  }

  private static String step(Running running, @Nullable String asked) {
    List<String> waiting = running.awaitingApproval();
    if (asked != null) {
      return asked;
    }
    if (waiting.size() != 1) {
      throw nothingWaits(
          waiting.isEmpty()
              ? "No step waits for approval"
              : "Several steps wait for approval; 'step' has to be one of " + waiting);
    }
    return waiting.getFirst();
  }

  private static Approval awaited(Running running, String step) {
    if (running.steps().get(step) instanceof StepState.AwaitingApproval(Approval approval)) {
      return approval;
    }
    throw nothingWaits("Step '" + step + "' does not wait for approval");
  }

  /** Who may not even know of the command is told that there is none. */
  private static void requireGrant(Principal caller, UUID id, Running running, Approval approval) {
    String grant = approval.demand().grant();
    // No wildcard: whoever may do everything may not for that approve of it.
    if (caller.grants().contains(grant)) {
      return;
    }
    if (!running.accepted().principal().subject().equals(caller.subject())) {
      throw ReadCommands.unknown(id);
    }
    throw new Problem(
            ProblemType.PERMISSION_DENIED, "Approving this step needs the grant '" + grant + "'")
        .with("permission", grant);
  }

  private static String reason(@Nullable String said) {
    String reason = said == null ? "" : said;
    if (reason.length() > MAX_REASON) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST,
          "'reason' has " + reason.length() + " characters; the limit is " + MAX_REASON);
    }
    return reason;
  }

  private static Problem nothingWaits(String detail) {
    return new Problem(ProblemType.CONFLICT, detail);
  }
}
