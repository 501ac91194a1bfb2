package io.aios.orchestrator.interfaces.web;

import io.aios.contracts.commands.ApprovalDecision;
import io.aios.contracts.commands.ApprovalPage;
import io.aios.contracts.commands.ApprovalView;
import io.aios.contracts.commands.CommandView;
import io.aios.orchestrator.usecase.CommandRendering;
import io.aios.orchestrator.usecase.DecideApproval;
import io.aios.orchestrator.usecase.ReadApprovals;
import io.aios.platform.security.CallerIdentity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What waits for approval, and the answers to it. */
@RestController
final class ApprovalController {
  private static final ApprovalDecision PLAIN = new ApprovalDecision(null, null, null);

  private final ReadApprovals read;
  private final DecideApproval decide;

  ApprovalController(ReadApprovals read, DecideApproval decide) {
    this.read = read;
    this.decide = decide;
  }

  @GetMapping("/api/v1/approvals")
  ApprovalPage list(CallerIdentity caller) {
    return read.list(CommandController.principal(caller));
  }

  @GetMapping("/api/v1/approvals/{command}/{step}")
  ApprovalView view(CallerIdentity caller, @PathVariable UUID command, @PathVariable String step) {
    return read.view(CommandController.principal(caller), command, step);
  }

  @PostMapping("/api/v1/commands/{id}/approve")
  CommandView approve(
      CallerIdentity caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable ApprovalDecision decision) {
    return decided(caller, id, true, decision);
  }

  @PostMapping("/api/v1/commands/{id}/reject")
  CommandView reject(
      CallerIdentity caller,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable ApprovalDecision decision) {
    return decided(caller, id, false, decision);
  }

  private CommandView decided(
      CallerIdentity caller, UUID id, boolean approve, @Nullable ApprovalDecision decision) {
    return CommandRendering.view(
        decide.decide(
            CommandController.principal(caller), id, approve, decision == null ? PLAIN : decision));
  }
}
