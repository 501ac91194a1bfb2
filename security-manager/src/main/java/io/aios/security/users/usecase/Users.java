package io.aios.security.users.usecase;

import io.aios.security.users.domain.Standing;
import io.aios.security.users.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people who may log in. */
public interface Users {
  /** In order of their names, a thousand at most. */
  List<User> list();

  Optional<User> find(String name);

  /** Empty for who is no user, such as a program. */
  Optional<Standing> standing(String name);

  /**
   * @param passwordHash null for who logs in elsewhere
   * @return false when the name is taken
   */
  boolean add(User user, @Nullable String passwordHash);

  void setEnabled(String name, boolean enabled);

  void setRoles(String name, Set<String> roles);

  void setGroups(String name, Set<String> groups);

  Optional<String> passwordHash(String name);

  /**
   * @param at from when logins count; null when the password itself did not change
   */
  void setPasswordHash(String name, String hash, @Nullable Instant at);

  /** Makes changes one after the other until the transaction ends. */
  void lock();

  /** Who is enabled and has the role, by themselves or through a group. */
  long countAdministrators();
}
