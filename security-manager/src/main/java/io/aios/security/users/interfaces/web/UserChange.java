package io.aios.security.users.interfaces.web;

import io.aios.security.users.domain.User;
import io.aios.security.users.usecase.ChangeUsers;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be changed of a user; what is absent stays. */
record UserChange(
    @Nullable Boolean enabled,
    @Nullable @Size(max = User.MOST_GROUPS) Set<@NotNull String> roles,
    @Nullable @Size(max = User.MOST_GROUPS) Set<@NotNull String> groups) {

  ChangeUsers.Change toChange() {
    return new ChangeUsers.Change(enabled, roles, groups);
  }
}
