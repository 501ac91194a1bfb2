package io.aios.security.users.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.keys.usecase.RevokeKeys;
import io.aios.security.revocation.usecase.EndSessions;
import io.aios.security.users.domain.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds and changes users. There is always somebody left who can: the last enabled administrator
 * stays one.
 */
@Component
public class ChangeUsers {
  private final Users users;
  private final Roles roles;
  private final SetPassword passwords;
  private final EndSessions end;
  private final RevokeKeys keys;
  private final Clock clock;

  ChangeUsers(
      Users users,
      Roles roles,
      SetPassword passwords,
      EndSessions end,
      RevokeKeys keys,
      Clock clock) {
    this.users = users;
    this.roles = roles;
    this.passwords = passwords;
    this.end = end;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * What is to be changed; null for what stays.
   *
   * @param roles all of them
   * @param groups all of them
   */
  public record Change(
      @Nullable Boolean enabled, @Nullable Set<String> roles, @Nullable Set<String> groups) {}

  /**
   * @throws Problem {@code CONFLICT} when the name is taken, {@code MALFORMED_REQUEST} for a bad
   *     password or an unknown role or group
   */
  @Transactional
  public User add(String name, String password, Set<String> roleNames, Set<String> groupNames) {
    requireKnown(roleNames, groupNames);
    Instant now = clock.instant();
    User user = new User(name, true, roleNames, groupNames, now, now);
    if (!users.add(user, passwords.hashed(name, password))) {
      throw new Problem(ProblemType.CONFLICT, "There is a user " + name + " already");
    }
    return user;
  }

  /**
   * Whoever is disabled loses sessions and keys; enabling does not bring them back.
   *
   * @throws Problem {@code NOT_FOUND}, {@code MALFORMED_REQUEST} for an unknown role or group,
   *     {@code CONFLICT} when no administrator would be left
   */
  @Transactional
  public User change(String name, Change change) {
    users.lock();
    User before = find(name);
    Set<String> newRoles = change.roles() == null ? before.roles() : change.roles();
    Set<String> newGroups = change.groups() == null ? before.groups() : change.groups();
    requireKnown(newRoles, newGroups);
    boolean enabled = change.enabled() == null ? before.enabled() : change.enabled();
    users.setEnabled(name, enabled);
    users.setRoles(name, newRoles);
    users.setGroups(name, newGroups);
    requireAdministrator();
    if (before.enabled() && !enabled) {
      keys.revokeAll(name);
      end.endAll(name);
    }
    return find(name);
  }

  private User find(String name) {
    return users
        .find(name)
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no user " + name));
  }

  /**
   * @throws Problem {@code CONFLICT}
   */
  void requireAdministrator() {
    if (users.countAdministrators() == 0) {
      throw new Problem(
          ProblemType.CONFLICT, "Nobody would be left who is enabled and an administrator");
    }
  }

  private void requireKnown(Set<String> roleNames, Set<String> groupNames) {
    Set<String> unknown = roles.unknown(roleNames);
    if (!unknown.isEmpty()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "There is no role " + String.join(", ", unknown));
    }
    Set<String> unknownGroups = roles.unknownGroups(groupNames);
    if (!unknownGroups.isEmpty()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "There is no group " + String.join(", ", unknownGroups));
    }
  }
}
