package io.aios.security.policy.usecase;

import io.aios.policy.engine.Decision;
import io.aios.policy.tools.CallFacts;
import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.PolicyDraft;
import io.aios.security.policy.domain.PolicyTest;
import io.aios.security.policy.domain.PolicyTest.Given;
import io.aios.security.policy.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Runs the tests that are stored with policies. */
@Component
public final class TestPolicies {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  /**
   * How a test ended.
   *
   * @param policies those that decided
   * @param errors of policies that could not be evaluated
   */
  public record TestResult(
      String name, Verdict expected, Verdict decided, List<String> policies, List<String> errors) {
    public boolean passed() {
      return expected == decided;
    }
  }

  /**
   * @throws io.aios.policy.syntax.InvalidPolicies when they cannot be compiled
   */
  public List<TestResult> test(PolicyDraft draft) {
    ToolPolicies policies = ToolPolicies.compile(draft.files());
    return draft.tests().stream().map(test -> run(policies, test)).toList();
  }

  private static TestResult run(ToolPolicies policies, PolicyTest test) {
    CallFacts facts =
        new CallFacts(
            test.subject(),
            test.groups(),
            test.client(),
            test.scopes(),
            test.at() == null ? NOON : test.at(),
            test.source(),
            CallFacts.Login.NONE,
            new GivenSurroundings(Objects.requireNonNullElse(test.given(), Given.NOTHING)));
    Decision decision = PolicyDecisions.decide(policies, test.tool(), test.risk(), facts);
    return new TestResult(
        test.name(),
        test.expect(),
        PolicyDecisions.verdict(decision),
        decision.determining(),
        decision.errors().stream().map(error -> error.policy() + ": " + error.message()).toList());
  }
}
