package io.aios.security.users.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.web.Problem;
import io.aios.security.users.domain.User;
import io.aios.security.users.usecase.ChangeUsers;
import io.aios.security.users.usecase.SetPassword;
import io.aios.security.users.usecase.Users;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users, for administrators. */
@RestController
@RequestMapping("/api/v1/users")
class UsersController {
  private final Users users;
  private final ChangeUsers changes;
  private final SetPassword passwords;

  UsersController(Users users, ChangeUsers changes, SetPassword passwords) {
    this.users = users;
    this.changes = changes;
    this.passwords = passwords;
  }

  /** Another password. */
  record PasswordRequest(@NotNull String password) {}

  @GetMapping
  List<UserView> list() {
    return users.list().stream().map(UserView::of).toList();
  }

  @GetMapping("/{name}")
  UserView get(@PathVariable String name) {
    return UserView.of(find(name));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  UserView add(@Valid @RequestBody UserRequest asked) {
    return UserView.of(
        changes.add(asked.name(), asked.password(), asked.rolesOrNone(), asked.groupsOrNone()));
  }

  @PatchMapping("/{name}")
  UserView change(@PathVariable String name, @Valid @RequestBody UserChange asked) {
    return UserView.of(changes.change(name, asked.toChange()));
  }

  @PutMapping("/{name}/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setPassword(@PathVariable String name, @Valid @RequestBody PasswordRequest asked) {
    passwords.set(find(name).name(), asked.password());
  }

  private User find(String name) {
    return users
        .find(name)
        .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no user " + name));
  }
}
