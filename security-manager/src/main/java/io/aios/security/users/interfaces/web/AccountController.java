package io.aios.security.users.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.users.usecase.CheckPassword;
import io.aios.security.users.usecase.CheckPassword.Outcome;
import io.aios.security.users.usecase.SetPassword;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A user's own account. */
@RestController
class AccountController {
  private final CheckPassword check;
  private final SetPassword passwords;

  AccountController(CheckPassword check, SetPassword passwords) {
    this.check = check;
    this.passwords = passwords;
  }

  /** A stolen token must not be enough to take the account over: the present one is asked for. */
  record PasswordChange(@NotNull String current, @NotNull String password) {}

  @PutMapping("/api/v1/account/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void changePassword(
      @Valid @RequestBody PasswordChange asked, CallerIdentity caller, HttpServletRequest request) {
    switch (check.check(caller.subject(), asked.current(), request.getRemoteAddr())) {
      case Outcome.Right(var user) -> passwords.set(user.user(), asked.password());
      case Outcome.Wrong() ->
          throw new Problem(ProblemType.PERMISSION_DENIED, "The present password is another one");
      case Outcome.Wait(var time) ->
          throw new Problem(ProblemType.RATE_LIMITED, "Too many failed attempts")
              .header("Retry-After", String.valueOf(time.toSeconds() + 1));
    }
  }
}
