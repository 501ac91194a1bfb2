package io.aios.orchestrator.usecase;

import io.aios.contracts.commands.ApprovalPage;
import io.aios.contracts.commands.ApprovalView;
import io.aios.contracts.commands.ApprovalView.Preview;
import io.aios.contracts.problems.ProblemType;
import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.domain.Running;
import io.aios.orchestrator.domain.StepState;
import io.aios.platform.web.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** What waits for approval: a caller's own steps, or everybody's for who may decide. */
@Component
public final class ReadApprovals {
  private static final String GRANTS = "approvals:";
  private static final int MAX = 200;

  private final Approvals approvals;
  private final Commands commands;
  private final Tools tools;
  private final PreviewCall previews;
  private final JsonMapper json;

  ReadApprovals(
      Approvals approvals, Commands commands, Tools tools, PreviewCall previews, JsonMapper json) {
    this.approvals = approvals;
    this.commands = commands;
    this.tools = tools;
    this.previews = previews;
    this.json = json;
  }

  static boolean mayDecide(Principal caller) {
    return caller.grants().stream().anyMatch(grant -> grant.startsWith(GRANTS));
  }

  public ApprovalPage list(Principal caller) {
    String subject = mayDecide(caller) ? null : caller.subject();
    // A command may wait with many steps, and is read once.
    Map<UUID, Optional<CommandHistory>> histories = new HashMap<>();
    List<ApprovalView> items =
        approvals.waiting(subject, MAX).stream()
            .flatMap(
                one ->
                    histories
                        .computeIfAbsent(one.command(), commands::find)
                        .flatMap(history -> find(caller, history, one.step()))
                        .stream())
            .toList();
    return new ApprovalPage(items);
  }

  /** A reader of what comes to wait, and of what waits no more. */
  public ApprovalTail tail(Principal caller) {
    String subject = mayDecide(caller) ? null : caller.subject();
    return new ApprovalTail(
        () -> approvals.waiting(subject, MAX),
        commands::find,
        (history, step) -> find(caller, history, step));
  }

  /**
   * One of them, with what the tool says it would do now.
   *
   * @throws Problem {@code NOT_FOUND} when it does not wait, or is not the caller's to see
   */
  public ApprovalView view(Principal caller, UUID command, String step) {
    ApprovalView view =
        commands
            .find(command)
            .flatMap(history -> find(caller, history, step))
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.NOT_FOUND,
                        "Step '" + step + "' of command " + command + " waits for no approval"));
    return view.with(preview(command, step));
  }

  /** Those of one command, as far as the caller may see them. */
  List<ApprovalView> waiting(Principal caller, CommandHistory history) {
    return history.state() instanceof Running running
        ? running.awaitingApproval().stream()
            .flatMap(step -> find(caller, history, step).stream())
            .toList()
        : List.of();
  }

  private Optional<ApprovalView> find(Principal caller, CommandHistory history, String step) {
    if (!(history.state() instanceof Running running)) {
      return Optional.empty();
    }
    boolean visible =
        mayDecide(caller) || running.accepted().principal().subject().equals(caller.subject());
    return visible ? view(history.id(), running, step) : Optional.empty();
  }

  private Optional<ApprovalView> view(UUID command, Running running, String step) {
    if (!(running.steps().get(step) instanceof StepState.AwaitingApproval(Approval approval))) {
      return Optional.empty();
    }
    Principal principal = running.accepted().principal();
    String name = running.step(step).tool();
    Optional<ToolDescriptor> tool = tools.find(name);
    Approval.Demand demand = approval.demand();
    return Optional.of(
        new ApprovalView(
            command,
            step,
            principal.subject(),
            principal.client(),
            name,
            tool.map(ToolDescriptor::risk).orElse(null),
            new RawValue(approval.arguments().text()),
            demand.rule(),
            demand.approvers(),
            demand.fourEyes(),
            demand.grant(),
            approval.by(),
            approval.requestedAt(),
            demand.expiresAt(),
            tool.map(ToolDescriptor::undo).orElse(null),
            null));
  }

  /** With the grants of the one for whom the command runs. */
  private Preview preview(UUID command, String step) {
    return commands
        .find(command)
        .filter(history -> history.state() instanceof Running)
        .map(history -> (Running) history.state())
        .map(
            running ->
                running.state(step) instanceof StepState.AwaitingApproval(Approval approval)
                    ? previews.preview(
                        running.accepted().principal(),
                        running.step(step).tool(),
                        json.readTree(approval.arguments().text()).asObject())
                    : PreviewCall.none("the step waits no more"))
        .orElseGet(() -> PreviewCall.none("the command has ended"));
  }
}
