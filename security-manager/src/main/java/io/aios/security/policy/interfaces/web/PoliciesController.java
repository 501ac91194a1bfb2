package io.aios.security.policy.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.PolicyActivation;
import io.aios.security.policy.domain.PolicyVersion;
import io.aios.security.policy.usecase.ActivatePolicies;
import io.aios.security.policy.usecase.PolicyVersions;
import io.aios.security.policy.usecase.PutPolicies;
import io.aios.security.policy.usecase.ReplayCalls;
import io.aios.security.policy.usecase.TestPolicies;
import io.aios.security.policy.usecase.TestPolicies.TestResult;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Access policies, for administrators. */
@RestController
@RequestMapping("/api/v1/policies")
class PoliciesController {
  private static final int PAGE = 100;

  private final PolicyVersions versions;
  private final PutPolicies put;
  private final TestPolicies tests;
  private final ActivatePolicies activate;
  private final ReplayCalls replay;

  PoliciesController(
      PolicyVersions versions,
      PutPolicies put,
      TestPolicies tests,
      ActivatePolicies activate,
      ReplayCalls replay) {
    this.versions = versions;
    this.put = put;
    this.tests = tests;
    this.activate = activate;
    this.replay = replay;
  }

  record Summary(long version, String author, Instant createdAt, String note, boolean active) {}

  /**
   * @param activeVersion 0 when nothing was ever activated: scopes alone decide
   */
  record Overview(long activeVersion, List<Summary> versions, List<PolicyActivation> activations) {}

  record Tests(boolean passed, List<TestResult> results) {}

  @GetMapping
  Overview list() {
    List<PolicyActivation> activations = versions.activations(PAGE);
    long active = activations.isEmpty() ? 0 : activations.getFirst().version();
    return new Overview(
        active,
        versions.list(PAGE).stream().map(version -> summary(version, active)).toList(),
        activations);
  }

  @GetMapping("/{version:[0-9]{1,18}}")
  PolicyVersion get(@PathVariable long version) {
    return version(version);
  }

  @GetMapping("/schema")
  Map<String, String> schema() {
    return Map.of("schema", ToolPolicies.SCHEMA, "default", ToolPolicies.DEFAULT);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Summary put(@Valid @RequestBody PolicyUpload upload, CallerIdentity caller) {
    return summary(valid(() -> put.put(upload.toDomain(), caller.subject())), 0);
  }

  /** Compiles and tests policies without storing them. */
  @PostMapping("/validate")
  Tests validate(@Valid @RequestBody PolicyUpload upload) {
    return tested(valid(() -> tests.test(upload.toDomain())));
  }

  @PostMapping("/{version:[0-9]{1,18}}/test")
  Tests test(@PathVariable long version) {
    PolicyVersion stored = version(version);
    return tested(valid(() -> tests.test(stored.draft())));
  }

  @PostMapping("/{version:[0-9]{1,18}}/replay")
  ReplayCalls.Report replay(@PathVariable long version, @Valid @RequestBody ReplayRequest request) {
    PolicyVersion stored = version(version);
    return valid(() -> replay.replay(stored.draft().files(), request.risks(), request.records()));
  }

  @PostMapping("/{version:[0-9]{1,18}}/activate")
  PolicyActivation activate(@PathVariable long version, CallerIdentity caller) {
    return bring(version(version), caller);
  }

  /** Brings back the version that was in force before the present one. */
  @PostMapping("/rollback")
  PolicyActivation rollBack(CallerIdentity caller) {
    List<PolicyActivation> activations = versions.activations(PAGE);
    long active = activations.isEmpty() ? 0 : activations.getFirst().version();
    return activations.stream()
        .map(PolicyActivation::version)
        .filter(version -> version != active)
        .findFirst()
        .map(version -> bring(version(version), caller))
        .orElseThrow(
            () -> new Problem(ProblemType.CONFLICT, "No other version was in force before"));
  }

  private PolicyActivation bring(PolicyVersion version, CallerIdentity caller) {
    return switch (valid(() -> activate.activate(version, caller.subject()))) {
      case ActivatePolicies.Outcome.Activated(PolicyActivation activation) -> activation;
      case ActivatePolicies.Outcome.TestsFail(List<TestResult> failed) ->
          throw new Problem(
                  ProblemType.CONFLICT,
                  "%d tests of version %d fail; it was not activated"
                      .formatted(failed.size(), version.version()))
              .with("failed", failed);
    };
  }

  private PolicyVersion version(long version) {
    return versions
        .find(version)
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no version " + version));
  }

  private static Summary summary(PolicyVersion version, long active) {
    return new Summary(
        version.version(),
        version.author(),
        version.createdAt(),
        version.draft().note(),
        version.version() == active);
  }

  private static Tests tested(List<TestResult> results) {
    return new Tests(results.stream().allMatch(TestResult::passed), results);
  }

  private static <T> T valid(Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidPolicies invalid) {
      throw new Problem(
              ProblemType.INVALID_POLICIES, invalid.problems().getFirst().toString(), invalid)
          .with("problems", invalid.problems());
    }
  }
}
