package io.aios.security.infrastructure.oauth;

import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.users.domain.Standing;
import io.aios.security.users.usecase.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Forgets logins that count no more: the user was disabled, or the password changed since. The
 * session in which they are kept would outlive both. Whoever still owes a second factor is nobody
 * yet, but for the page that asks for it; and passkeys are added soon after a login only.
 */
final class CurrentLogins extends OncePerRequestFilter {
  static final String FACTOR_PAGE = "/login/factor";
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Users users;
  private final SecondFactors factors;
  private final Clock clock;

  CurrentLogins(Users users, SecondFactors factors, Clock clock) {
    this.users = users;
    this.factors = factors;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (login != null && Logins.at(login).isPresent() && !isCurrent(login)) {
      HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
      SecurityContextHolder.clearContext();
    } else if (login != null
        && !request.getRequestURI().equals(FACTOR_PAGE)
        && (owesFactor(login) || isTooOld(login, request))) {
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }

  /** Whoever finds an open browser must not add a passkey of their own. */
  private boolean isTooOld(Authentication login, HttpServletRequest request) {
    return request.getRequestURI().startsWith(PasskeyLogin.REGISTRATION)
        && Logins.at(login).filter(at -> at.plus(FRESH).isBefore(clock.instant())).isPresent();
  }

  private boolean owesFactor(Authentication login) {
    return !Logins.has(login, Logins.KEY_FILE)
        && !Logins.hasTwoFactors(login)
        && Logins.at(login).isPresent()
        && factors.isEnrolled(login.getName());
  }

  private boolean isCurrent(Authentication login) {
    Instant at = Logins.at(login).orElse(Instant.MIN);
    return users
        .standing(login.getName())
        .filter(Standing::enabled)
        .filter(user -> !at.isBefore(user.validFrom()))
        .isPresent();
  }
}
