package io.aios.platform.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of the user and the login (RFC 9068 section 2.2.3, RFC 9470 section 6).
 *
 * @param loginAt {@code auth_time}; null where nobody logged in, as for programs
 * @param secondFactor whether {@code amr} (RFC 8176) holds {@code mfa}
 * @param approvedTool the tool whose call somebody agreed to, as the orchestrator says; nobody
 *     else's word counts
 */
public record UserFacts(
    Set<String> roles,
    Set<String> groups,
    @Nullable Instant loginAt,
    boolean secondFactor,
    @Nullable String approvedTool) {
  public static final UserFacts NONE = new UserFacts(Set.of(), Set.of(), null, false);
  static final String APPROVED_TOOL = "approved_tool";

  public UserFacts(
      Set<String> roles, Set<String> groups, @Nullable Instant loginAt, boolean secondFactor) {
    this(roles, groups, loginAt, secondFactor, null);
  }

  public UserFacts {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }
}
