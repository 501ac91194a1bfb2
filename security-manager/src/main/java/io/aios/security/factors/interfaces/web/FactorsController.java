package io.aios.security.factors.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.CallerIdentity;
import io.aios.platform.web.Problem;
import io.aios.security.factors.usecase.Passkeys;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.factors.usecase.SecondFactors.Enrolment;
import io.aios.security.users.usecase.CheckPassword;
import io.aios.security.users.usecase.CheckPassword.Outcome;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A user's own second factors. A stolen token must not be enough to change them: the password is
 * asked for to add one, and a code to remove it.
 */
@RestController
class FactorsController {
  private static final String TOTP = "/api/v1/account/totp";

  private final SecondFactors factors;
  private final Passkeys passkeys;
  private final CheckPassword passwords;

  FactorsController(SecondFactors factors, Passkeys passkeys, CheckPassword passwords) {
    this.factors = factors;
    this.passkeys = passkeys;
    this.passwords = passwords;
  }

  /** What is enrolled. */
  record FactorsView(boolean totp, boolean passkeys) {}

  /** The user's password. */
  record Password(@NotNull String password) {}

  /** A code of the authenticator app, or a recovery code. */
  record Code(@NotNull String code) {}

  /** Shown once. */
  record RecoveryCodes(List<String> recoveryCodes) {}

  @GetMapping("/api/v1/account/factors")
  FactorsView list(CallerIdentity caller) {
    return new FactorsView(factors.hasTotp(caller.subject()), passkeys.has(caller.subject()));
  }

  @PostMapping(TOTP)
  @ResponseStatus(HttpStatus.CREATED)
  Enrolment begin(
      @Valid @RequestBody Password asked, CallerIdentity caller, HttpServletRequest request) {
    return switch (passwords.check(caller.subject(), asked.password(), request.getRemoteAddr())) {
      case Outcome.Right(var user) -> factors.begin(user.user());
      case Outcome.Wrong() ->
          throw new Problem(ProblemType.PERMISSION_DENIED, "The password is another one");
      case Outcome.Wait(var time) -> throw waiting(time.toSeconds() + 1);
    };
  }

  @PutMapping(TOTP)
  RecoveryCodes confirm(@Valid @RequestBody Code asked, CallerIdentity caller) {
    return new RecoveryCodes(factors.confirm(caller.subject(), asked.code()));
  }

  @PostMapping(TOTP + "/remove")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@Valid @RequestBody Code asked, CallerIdentity caller) {
    switch (factors.check(caller.subject(), asked.code())) {
      case CODE, RECOVERY_CODE -> factors.removeTotp(caller.subject());
      case WRONG -> throw new Problem(ProblemType.PERMISSION_DENIED, "The code is not good");
      case WAIT -> throw waiting(60);
    }
  }

  /** For who lost the device and the recovery codes; administrators make sure of whom it is. */
  @DeleteMapping("/api/v1/users/{name}/factors")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@PathVariable String name) {
    if (!factors.reset(name)) {
      throw new Problem(ProblemType.NOT_FOUND, "There is no second factor of " + name);
    }
  }

  private static Problem waiting(long seconds) {
    return new Problem(ProblemType.RATE_LIMITED, "Too many failed attempts")
        .header("Retry-After", String.valueOf(seconds));
  }
}
