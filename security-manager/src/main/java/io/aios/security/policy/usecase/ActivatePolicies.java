package io.aios.security.policy.usecase;

import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.domain.PolicyVersion;
import io.aios.security.policy.usecase.TestPolicies.TestResult;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings a version into force whose tests hold. */
@Component
public final class ActivatePolicies {
  private final PolicyVersions versions;
  private final TestPolicies tests;
  private final PolicyCopies copies;

  ActivatePolicies(PolicyVersions versions, TestPolicies tests, PolicyCopies copies) {
    this.versions = versions;
    this.tests = tests;
    this.copies = copies;
  }

  /** What came of it. */
  public sealed interface Outcome {
    record Activated(PolicyActivation activation) implements Outcome {}

    record TestsFail(List<TestResult> failed) implements Outcome {}
  }

  /**
   * @throws io.aios.policy.syntax.InvalidPolicies when this release can no longer read them
   */
  public Outcome activate(PolicyVersion version, String actor) {
    List<TestResult> failed =
        tests.test(version.draft()).stream().filter(test -> !test.passed()).toList();
    if (!failed.isEmpty()) {
      return new Outcome.TestsFail(failed);
    }
    PolicyActivation activation = versions.activate(version.version(), actor);
    copies.replace(version.draft().files());
    return new Outcome.Activated(activation);
  }
}
