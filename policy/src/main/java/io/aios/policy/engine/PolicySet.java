package io.aios.policy.engine;

import io.aios.policy.syntax.InvalidPolicies;
import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.PolicyProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Policies compiled together. Immutable; decides in any number of threads. */
public final class PolicySet {
  private final PolicyIndex index;
  private final int shared;
  private final List<Policy> policies;

  private PolicySet(List<Policy> policies, List<CompiledPolicy> compiled, int shared) {
    this.policies = List.copyOf(policies);
    this.index = new PolicyIndex(compiled);
    this.shared = shared;
  }

  /**
   * @throws InvalidPolicies when two policies have one id, or {@code @require} asks for something
   *     unknown
   */
  public static PolicySet compile(List<Policy> policies) {
    List<PolicyProblem> problems = new ArrayList<>();
    Map<String, Policy> ids = new HashMap<>();
    Compiler compiler = new Compiler();
    List<CompiledPolicy> compiled = new ArrayList<>();
    for (Policy policy : policies) {
      Policy first = ids.putIfAbsent(policy.id(), policy);
      if (first != null) {
        problems.add(
            problem(
                policy,
                "the id '%s' is taken by %s:%s".formatted(policy.id(), first.file(), first.at())));
      }
      Set<Requirement> requirements = requirements(policy, problems);
      compiled.add(
          new CompiledPolicy(compiled.size(), policy, requirements, compiler.tests(policy)));
    }
    if (!problems.isEmpty()) {
      throw new InvalidPolicies(problems);
    }
    return new PolicySet(policies, compiled, compiler.remembered());
  }

  private static Set<Requirement> requirements(Policy policy, List<PolicyProblem> problems) {
    String required = policy.annotations().get("require");
    Set<Requirement> requirements = EnumSet.noneOf(Requirement.class);
    if (required != null) {
      for (String name : required.split(",", -1)) {
        Stream.of(Requirement.values())
            .filter(requirement -> requirement.wireName().equals(name.strip()))
            .findFirst()
            .ifPresentOrElse(
                requirements::add,
                () ->
                    problems.add(
                        problem(
                            policy,
                            "@require(\"%s\"): there are approval, fresh-login and second-factor"
                                .formatted(name))));
      }
    }
    return requirements;
  }

  private static PolicyProblem problem(Policy policy, String message) {
    return PolicyProblem.at(policy.file(), policy.at(), message);
  }

  /** The policies in their order. */
  public List<Policy> policies() {
    return policies;
  }

  /** Decides a request. Never throws on account of a policy. */
  public Decision decide(Request request, Entities entities) {
    Scene scene = new Scene(request, entities, shared);
    Tally tally = new Tally(scene);
    index.candidates(scene, tally);
    return tally.decision();
  }
}
