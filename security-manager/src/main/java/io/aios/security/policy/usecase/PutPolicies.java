package io.aios.security.policy.usecase;

import io.aios.policy.tools.ToolPolicies;
import io.aios.security.policy.domain.PolicyDraft;
import io.aios.security.policy.domain.PolicyVersion;
import org.springframework.stereotype.Component;

/** Stores policies as a new version, which changes nothing until it is activated. */
@Component
public final class PutPolicies {
  private final PolicyVersions versions;

  PutPolicies(PolicyVersions versions) {
    this.versions = versions;
  }

  /**
   * @throws io.aios.policy.syntax.InvalidPolicies with file, line and column of what is wrong
   */
  public PolicyVersion put(PolicyDraft draft, String author) {
    ToolPolicies.compile(draft.files());
    return versions.add(draft, author);
  }
}
