package io.aios.gateway.infrastructure.cedar;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.usecase.AccessPolicies;
import io.aios.platform.security.UserFacts;
import io.aios.platform.web.Problem;
import io.aios.policy.engine.Decision;
import io.aios.policy.engine.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * What a policy demands beside the scopes, measured against the login that the token speaks of.
 * What another login would meet is answered as RFC 9470 section 3 says, so that the client can ask
 * for one.
 *
 * @param fresh how long ago a login may be that counts as fresh
 */
record StepUp(Duration fresh) {
  /** The authentication context class of a login with a second factor. */
  private static final String TWO_FACTORS = "urn:aios:acr:two-factors";

  /** What of a decision's requirements is not met. */
  Set<Requirement> open(Decision decision, String tool, UserFacts user, Instant now) {
    Set<Requirement> open = EnumSet.noneOf(Requirement.class);
    for (Requirement requirement : decision.requirements()) {
      if (!isMet(requirement, tool, user, now)) {
        open.add(requirement);
      }
    }
    return open;
  }

  private boolean isMet(Requirement requirement, String tool, UserFacts user, Instant now) {
    return switch (requirement) {
      case APPROVAL -> tool.equals(user.approvedTool());
      case FRESH_LOGIN -> user.loginAt() != null && !user.loginAt().plus(fresh).isBefore(now);
      case SECOND_FACTOR -> user.secondFactor();
    };
  }

  Problem problem(String tool, List<String> policies, Set<Requirement> open, UserFacts user) {
    List<String> steps = open.stream().map(Requirement::wireName).toList();
    String detail =
        "Tool '%s' needs %s by policy %s"
            .formatted(tool, String.join(" and ", steps), String.join(", ", policies));
    if (steps.equals(List.of(Requirement.APPROVAL.wireName()))) {
      detail += "; offered as a command it waits for that";
    }
    boolean loginHelps = user.loginAt() != null && !open.contains(Requirement.APPROVAL);
    Problem problem =
        loginHelps
            ? new Problem(ProblemType.INSUFFICIENT_USER_AUTHENTICATION, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge(open))
            : new Problem(ProblemType.STEP_UP_REQUIRED, detail);
    return problem
        .with("tool", tool)
        .with("requirements", steps)
        .with(AccessPolicies.DECIDED_BY, policies);
  }

  private String challenge(Set<Requirement> open) {
    String challenge =
        "Bearer error=\"insufficient_user_authentication\","
            + " error_description=\"A policy asks for another login\"";
    if (open.contains(Requirement.SECOND_FACTOR)) {
      challenge += ", acr_values=\"" + TWO_FACTORS + "\"";
    }
    if (open.contains(Requirement.FRESH_LOGIN)) {
      challenge += ", max_age=\"" + fresh.toSeconds() + "\"";
    }
    return challenge;
  }
}
