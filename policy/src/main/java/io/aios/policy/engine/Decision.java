package io.aios.policy.engine;

import java.util.List;
import java.util.Set;

/**
 * The answer to a request, with why.
 *
 * @param allowed Cedar's answer: a permit applies and no forbid does
 * @param determining ids of the policies that decided, in their order; none when nothing applied
 * @param errors policies that could not be evaluated and so did not count
 * @param requirements of an allowed request: what every applying permit demands. Of a denied one:
 *     what has to be met for it to be allowed, which lifts each forbid that applies; empty if
 *     nothing would help
 */
public record Decision(
    boolean allowed,
    List<String> determining,
    List<PolicyError> errors,
    Set<Requirement> requirements) {

  /**
   * A policy that failed on this request.
   *
   * @param policy its id
   */
  public record PolicyError(String policy, String message) {}
}
