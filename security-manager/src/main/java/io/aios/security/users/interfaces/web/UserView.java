package io.aios.security.users.interfaces.web;

import io.aios.security.users.domain.User;
import java.time.Instant;
import java.util.Set;

/** A user as administrators see them. */
record UserView(
    String name,
    boolean enabled,
    Set<String> roles,
    Set<String> groups,
    Instant createdAt,
    Instant passwordChangedAt) {

  static UserView of(User user) {
    return new UserView(
        user.name(),
        user.enabled(),
        user.roles(),
        user.groups(),
        user.createdAt(),
        user.passwordChangedAt());
  }
}
