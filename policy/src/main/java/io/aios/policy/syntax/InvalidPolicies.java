package io.aios.policy.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** Policies or a schema that cannot be used, with everything that is wrong with them. */
public final class InvalidPolicies extends RuntimeException {
  private final transient List<PolicyProblem> problems;

  public InvalidPolicies(List<PolicyProblem> problems) {
    super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<PolicyProblem> problems() {
    return problems;
  }
}
