package io.aios.security.users.usecase;

import io.aios.security.users.domain.Group;
import io.aios.security.users.domain.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Roles, and the groups that give them. */
public interface Roles {
  List<Role> list();

  /** Adds or replaces. */
  void put(Role role);

  /** Takes the role from everybody too; false when there was none. */
  boolean remove(String name);

  List<Group> groups();

  Optional<Group> group(String name);

  void putGroup(Group group);

  boolean removeGroup(String name);

  /** Names among these that are no role. */
  Set<String> unknown(Set<String> roles);

  /** Names among these that are no group. */
  Set<String> unknownGroups(Set<String> groups);
}
