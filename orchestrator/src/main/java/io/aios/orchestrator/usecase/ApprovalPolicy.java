package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Principal;
import java.time.Instant;
import java.util.Optional;

/** Decides which calls need somebody's approval, and whose. */
public interface ApprovalPolicy {
  /**
   * What has to be approved before this tool is called for this principal; empty when nothing.
   *
   * @param now from when the time to approve runs
   */
  Optional<Approval.Demand> demand(Principal principal, ToolDescriptor tool, Instant now);

  /** What has to be approved where the gateway's access policies ask for approval. */
  Approval.Demand demandOfPolicies(Instant now);
}
