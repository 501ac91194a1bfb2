package io.aios.security.users.interfaces.web;

import io.aios.security.users.domain.Group;
import io.aios.security.users.domain.Names;
import io.aios.security.users.usecase.ChangeRoles;
import io.aios.security.users.usecase.Roles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups and their roles, for administrators. */
@RestController
@RequestMapping("/api/v1/groups")
class GroupsController {
  private final Roles roles;
  private final ChangeRoles changes;

  GroupsController(Roles roles, ChangeRoles changes) {
    this.roles = roles;
    this.changes = changes;
  }

  /** The roles that a group gives. */
  record GroupRequest(@NotNull @Size(max = 16) Set<@NotNull String> roles) {}

  @GetMapping
  List<Group> list() {
    return roles.groups();
  }

  @PutMapping("/{name}")
  Group put(
      @PathVariable @Pattern(regexp = Names.PATTERN) String name,
      @Valid @RequestBody GroupRequest asked) {
    Group group = new Group(name, asked.roles());
    changes.putGroup(group);
    return group;
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name) {
    changes.removeGroup(name);
  }
}
