package io.aios.gateway.domain;

import java.util.List;

/**
 * Why a call would be let through, or where it would end.
 *
 * @param allowed whether every check passes now
 * @param checks in order, also those after the first that refuses
 */
public record Explanation(String tool, boolean allowed, List<Check> checks) {
  public static Explanation of(String tool, List<Check> checks) {
    boolean allowed = checks.stream().noneMatch(c -> c.verdict() == Check.Verdict.REFUSES);
    return new Explanation(tool, allowed, List.copyOf(checks));
  }
}
