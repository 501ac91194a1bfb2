package io.aios.security.users.interfaces.web;

import io.aios.security.users.domain.Names;
import io.aios.security.users.domain.User;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user that is asked for. */
record UserRequest(
    @NotNull @Pattern(regexp = Names.PATTERN) String name,
    @NotNull String password,
    @Nullable @Size(max = User.MOST_GROUPS) Set<@NotNull String> roles,
    @Nullable @Size(max = User.MOST_GROUPS) Set<@NotNull String> groups) {

  Set<String> rolesOrNone() {
    return Objects.requireNonNullElse(roles, Set.of());
  }

  Set<String> groupsOrNone() {
    return Objects.requireNonNullElse(groups, Set.of());
  }
}
