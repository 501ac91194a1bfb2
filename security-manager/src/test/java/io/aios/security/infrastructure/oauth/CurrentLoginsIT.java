package io.aios.security.infrastructure.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.security.Server;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.users.usecase.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** What a browser that was left open is still good for. */
class CurrentLoginsIT {
  private static final String REGISTER = PasskeyLogin.REGISTRATION + "/options";

  private final Server server = Server.running();

  /** After the administrator's password was made: an earlier login would not count at all. */
  private final Instant login = Instant.now().plusSeconds(1);

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void addsPasskeysSoonAfterALoginOnly() throws Exception {
    assertThat(after(Duration.ofMinutes(4), REGISTER)).isNotNull();
    assertThat(after(Duration.ofMinutes(6), REGISTER)).isNull();
    assertThat(after(Duration.ofMinutes(6), "/oauth2/authorize")).isNotNull();
  }

  /** Who the caller is for what comes behind the filter; null for nobody. */
  private @Nullable Authentication after(Duration time, String path) throws Exception {
    Clock clock = Clock.fixed(login.plus(time), ZoneOffset.UTC);
    SecurityContextHolder.getContext()
        .setAuthentication(Logins.of("admin", Logins.PASSWORD, login));
    new CurrentLogins(server.bean(Users.class), server.bean(SecondFactors.class), clock)
        .doFilter(
            new MockHttpServletRequest("POST", path),
            new MockHttpServletResponse(),
            new MockFilterChain());
    return SecurityContextHolder.getContext().getAuthentication();
  }
}
