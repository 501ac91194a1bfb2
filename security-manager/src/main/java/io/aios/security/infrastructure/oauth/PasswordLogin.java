package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.users.usecase.CheckPassword;
import io.aios.security.users.usecase.CheckPassword.Outcome;
import java.time.Clock;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Login by password. */
final class PasswordLogin implements AuthenticationProvider {
  private final CheckPassword passwords;
  private final RecordLogins records;
  private final Clock clock;

  PasswordLogin(CheckPassword passwords, RecordLogins records, Clock clock) {
    this.passwords = passwords;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String typed = String.valueOf(attempt.getCredentials());
    return switch (passwords.check(attempt.getName(), typed, address(attempt))) {
      case Outcome.Right(var user) -> {
        records.succeeded(LoginMethod.PASSWORD, user.user());
        yield Logins.of(user.user(), Logins.PASSWORD, clock.instant());
      }
      case Outcome.Wrong() -> {
        refused(attempt, LoginRefusal.WRONG_CREDENTIALS);
        throw new BadCredentialsException("Unknown name or wrong password");
      }
      case Outcome.Wait(var time) -> {
        refused(attempt, LoginRefusal.TOO_MANY_ATTEMPTS);
        throw new LockedException("Too many failed logins: " + time);
      }
    };
  }

  private void refused(Authentication attempt, LoginRefusal why) {
    records.refusedName(LoginMethod.PASSWORD, attempt.getName(), why);
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? details.getRemoteAddress()
        : "";
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
