package io.aios.security.users.interfaces.web;

import io.aios.contracts.tokens.UserStanding;
import io.aios.security.users.usecase.Users;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where gateways learn of users for whom steps of commands run, long after the login. */
@RestController
class StandingController {
  private final Users users;

  StandingController(Users users) {
    this.users = users;
  }

  /** Not found is who is no user, such as a program. */
  @GetMapping("/internal/accounts/{name}")
  ResponseEntity<UserStanding> standing(@PathVariable String name) {
    return ResponseEntity.of(
        users
            .standing(name)
            .map(
                user ->
                    new UserStanding(
                        user.enabled(), user.roles(), user.groups(), user.permissions())));
  }
}
