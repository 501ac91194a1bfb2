package io.aios.contracts.tokens;

import java.util.Set;

/**
 * What a user amounts to now, as security-manager tells gateways.
 *
 * @param enabled whether anything may be done for them at all
 * @param permissions the most that any credential of theirs permits
 */
public record UserStanding(
    boolean enabled, Set<String> roles, Set<String> groups, Set<String> permissions) {
  public UserStanding {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    permissions = Set.copyOf(permissions);
  }
}
