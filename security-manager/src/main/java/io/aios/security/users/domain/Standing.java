package io.aios.security.users.domain;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user amounts to now, groups taken into account.
 *
 * @param roles own ones and those of the groups
 * @param permissions of all of these
 * @param validFrom logins before then count no more
 */
public record Standing(
    String user,
    boolean enabled,
    Set<String> roles,
    Set<String> groups,
    Set<String> permissions,
    Instant validFrom) {

  public Standing {
    roles = new TreeSet<>(roles);
    groups = new TreeSet<>(groups);
    permissions = Set.copyOf(permissions);
  }

  public boolean isAdministrator() {
    return enabled && roles.contains(Role.ADMINISTRATOR);
  }

  /** What of the wanted scopes the user may have now. */
  public Set<String> narrowed(Set<String> wanted) {
    return Permission.narrowed(wanted, enabled ? permissions : Set.of());
  }
}
