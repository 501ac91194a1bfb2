package io.aios.security.users.interfaces.web;

import io.aios.security.users.domain.Names;
import io.aios.security.users.domain.Permission;
import io.aios.security.users.domain.Role;
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

/** Roles and their permissions, for administrators. */
@RestController
@RequestMapping("/api/v1/roles")
class RolesController {
  private final Roles roles;
  private final ChangeRoles changes;

  RolesController(Roles roles, ChangeRoles changes) {
    this.roles = roles;
    this.changes = changes;
  }

  /** What a role permits. */
  record RoleRequest(
      @NotNull @Size(max = 50)
          Set<@NotNull @Pattern(regexp = Permission.PATTERN) String> permissions) {}

  @GetMapping
  List<Role> list() {
    return roles.list();
  }

  @PutMapping("/{name}")
  Role put(
      @PathVariable @Pattern(regexp = Names.PATTERN) String name,
      @Valid @RequestBody RoleRequest asked) {
    Role role = new Role(name, asked.permissions());
    changes.put(role);
    return role;
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String name) {
    changes.remove(name);
  }
}
