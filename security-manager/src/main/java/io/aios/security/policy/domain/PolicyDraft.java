package io.aios.security.policy.domain;

import java.util.List;
import java.util.Map;

/**
 * Policies that somebody wants to put.
 *
 * @param files texts by the name of their file
 * @param tests must hold before the policies can be activated
 * @param note why
 */
public record PolicyDraft(Map<String, String> files, List<PolicyTest> tests, String note) {
  public PolicyDraft {
    files = Map.copyOf(files);
    tests = List.copyOf(tests);
  }
}
