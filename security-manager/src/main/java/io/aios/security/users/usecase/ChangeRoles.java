package io.aios.security.users.usecase;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.users.domain.Group;
import io.aios.security.users.domain.Role;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds, changes and removes roles and groups. Tokens follow when they are issued next. */
@Component
public class ChangeRoles {
  private final Users users;
  private final Roles roles;
  private final ChangeUsers changes;

  ChangeRoles(Users users, Roles roles, ChangeUsers changes) {
    this.users = users;
    this.roles = roles;
    this.changes = changes;
  }

  /**
   * @throws Problem {@code CONFLICT} when it is the administrators' role, or one too many
   */
  @Transactional
  public void put(Role role) {
    users.lock();
    requireChangeable(role.name());
    roles.put(role);
    if (roles.list().size() > Role.MOST) {
      throw new Problem(
          ProblemType.CONFLICT, "There are %d roles; remove one first".formatted(Role.MOST));
    }
  }

  /**
   * @throws Problem {@code NOT_FOUND}, {@code CONFLICT} when it is the administrators' role
   */
  @Transactional
  public void remove(String role) {
    users.lock();
    requireChangeable(role);
    if (!roles.remove(role)) {
      throw new Problem(ProblemType.NOT_FOUND, "There is no role " + role);
    }
  }

  /**
   * @throws Problem {@code MALFORMED_REQUEST} for an unknown role, {@code CONFLICT} when no
   *     administrator would be left
   */
  @Transactional
  public void putGroup(Group group) {
    users.lock();
    Set<String> unknown = roles.unknown(group.roles());
    if (!unknown.isEmpty()) {
      throw new Problem(
          ProblemType.MALFORMED_REQUEST, "There is no role " + String.join(", ", unknown));
    }
    roles.putGroup(group);
    changes.requireAdministrator();
  }

  /**
   * @throws Problem {@code NOT_FOUND}, {@code CONFLICT} when no administrator would be left
   */
  @Transactional
  public void removeGroup(String group) {
    users.lock();
    if (!roles.removeGroup(group)) {
      throw new Problem(ProblemType.NOT_FOUND, "There is no group " + group);
    }
    changes.requireAdministrator();
  }

  private static void requireChangeable(String role) {
    if (role.equals(Role.ADMINISTRATOR)) {
      throw new Problem(
          ProblemType.CONFLICT, "The role " + Role.ADMINISTRATOR + " cannot be changed");
    }
  }
}
