package io.aios.security.infrastructure.oauth;

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
  private final Clock clock;

  PasswordLogin(CheckPassword passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String typed = String.valueOf(attempt.getCredentials());
    return switch (passwords.check(attempt.getName(), typed, address(attempt))) {
      case Outcome.Right(var user) -> Logins.of(user.user(), Logins.PASSWORD, clock.instant());
      case Outcome.Wrong() -> throw new BadCredentialsException("Unknown name or wrong password");
      case Outcome.Wait(var time) -> throw new LockedException("Too many failed logins: " + time);
    };
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
