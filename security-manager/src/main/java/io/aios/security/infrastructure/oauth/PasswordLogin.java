package io.aios.security.infrastructure.oauth;

import io.aios.security.domain.LoginThrottle;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Login by password, slowed down per name and address; few passwords are hashed at a time. */
final class PasswordLogin implements AuthenticationProvider {
  private static final int LONGEST = 200;

  private final Administrators administrators;
  private final LoginThrottle throttle;
  private final Clock clock;
  private final Semaphore hashing = new Semaphore(2);

  PasswordLogin(Administrators administrators, LoginThrottle throttle, Clock clock) {
    this.administrators = administrators;
    this.throttle = throttle;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String key = name + "|" + address(attempt);
    Instant now = clock.instant();
    if (throttle.waitFor(key, now).isPositive()) {
      throw new LockedException("Too many failed logins");
    }
    if (!matches(name, String.valueOf(attempt.getCredentials()))) {
      throttle.failed(key, now);
      throw new BadCredentialsException("Unknown name or wrong password");
    }
    throttle.succeeded(key);
    return administrators.loggedIn(name);
  }

  private boolean matches(String name, String password) {
    if (name.length() > LONGEST || password.length() > LONGEST) {
      return false;
    }
    hashing.acquireUninterruptibly();
    try {
      return administrators.matches(name, password);
    } finally {
      hashing.release();
    }
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
