package io.aios.security.policy.usecase;

import io.aios.policy.engine.Decision;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.ToolAction;
import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.Verdict;

/** A tool call before a set of policies, judged as the gateway does. */
final class PolicyDecisions {
  private PolicyDecisions() {}

  static Decision decide(ToolPolicies policies, String tool, String risk, CallFacts facts) {
    int end = tool.indexOf('_');
    String server = end < 1 ? tool : tool.substring(0, end);
    return policies.decide(ToolAction.of(tool, server, risk), facts);
  }

  static Verdict verdict(Decision decision) {
    if (!decision.requirements().isEmpty()) {
      return Verdict.STEP_UP;
    }
    return decision.allowed() ? Verdict.ALLOW : Verdict.DENY;
  }
}
