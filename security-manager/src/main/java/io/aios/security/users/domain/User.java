package io.aios.security.users.domain;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who may log in, without the password.
 *
 * @param name also the subject of their tokens; never given to another
 * @param roles their own, beside those of their groups
 * @param passwordChangedAt logins before then count no more
 */
public record User(
    String name,
    boolean enabled,
    Set<String> roles,
    Set<String> groups,
    Instant createdAt,
    Instant passwordChangedAt) {

  /** More would make tokens too large. */
  public static final int MOST_GROUPS = 16;

  public User {
    roles = new TreeSet<>(roles);
    groups = new TreeSet<>(groups);
  }
}
