package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.users.usecase.Users;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Login by passkey: it becomes a login like any other, and the page's script is told where to go.
 */
final class PasskeyLogin
    implements AuthenticationSuccessHandler,
        AuthenticationFailureHandler,
        UserDetailsService,
        ObjectPostProcessor<WebAuthnAuthenticationFilter> {
  static final String REGISTRATION = "/webauthn/register";

  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();
  private final ContinueRequest goOn = new ContinueRequest();
  private final JsonMapper json = JsonMapper.builder().build();
  private final AuthenticationEntryPointFailureHandler unauthorized =
      new AuthenticationEntryPointFailureHandler(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED));
  private final Users users;
  private final RecordLogins records;
  private final Clock clock;

  PasskeyLogin(Users users, RecordLogins records, Clock clock) {
    this.users = users;
    this.records = records;
    this.clock = clock;
  }

  @Override
  public <O extends WebAuthnAuthenticationFilter> O postProcess(O filter) {
    filter.setAuthenticationSuccessHandler(this);
    filter.setAuthenticationFailureHandler(this);
    return filter;
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    return users
        .standing(name)
        .filter(user -> user.enabled())
        .map(user -> User.withUsername(name).password("").authorities(new String[0]).build())
        .orElseThrow(() -> new UsernameNotFoundException("There is no enabled user " + name));
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication shown)
      throws IOException {
    records.succeeded(LoginMethod.PASSKEY, shown.getName());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(Logins.of(shown.getName(), Logins.PASSKEY, clock.instant()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    json.writeValue(
        response.getOutputStream(),
        new Answer(true, goOn.next(request, response).orElse(ContinueRequest.DONE)));
  }

  /** Whose passkey it was to be is not known. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    records.refused(LoginMethod.PASSKEY, null, LoginRefusal.WRONG_CREDENTIALS);
    unauthorized.onAuthenticationFailure(request, response, failure);
  }

  /** What the framework's script expects. */
  record Answer(boolean authenticated, String redirectUrl) {}
}
