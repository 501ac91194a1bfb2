package io.aios.orchestrator.usecase;

import io.aios.orchestrator.domain.Approval;
import io.aios.orchestrator.domain.Principal;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The first rule that matches decides. */
@Component
final class ConfiguredApprovalPolicy implements ApprovalPolicy {
  private final ApprovalProperties properties;

  ConfiguredApprovalPolicy(ApprovalProperties properties) {
    this.properties = properties;
  }

  @Override
  public Optional<Approval.Demand> demand(Principal principal, ToolDescriptor tool, Instant now) {
    return properties.rules().stream()
        .filter(rule -> rule.matches(principal, tool))
        .findFirst()
        .filter(rule -> rule.approvers() > 0)
        .map(
            rule ->
                new Approval.Demand(
                    rule.name(),
                    rule.approvers(),
                    rule.fourEyes(),
                    rule.grant(),
                    now.plus(rule.expiry())));
  }

  @Override
  public Approval.Demand demandOfPolicies(Instant now) {
    ApprovalProperties.Policies asked = properties.policies();
    return new Approval.Demand(
        "access policies",
        asked.approvers(),
        asked.fourEyes(),
        asked.grant(),
        now.plus(asked.expiry()));
  }
}
