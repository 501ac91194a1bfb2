package io.aios.security.infrastructure.oauth;

import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.users.usecase.AdmitIdentity;
import io.aios.security.users.usecase.AdmitIdentity.Outcome;
import io.aios.security.users.usecase.Identities.Identity;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Turns the login at the provider into one of a user of this suite. */
final class ProviderLogin implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
  private static final Logger log = LoggerFactory.getLogger(ProviderLogin.class);

  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();
  private final AdmitIdentity admit;
  private final ProviderProperties properties;
  private final AskForFactor goOn;
  private final RecordLogins records;
  private final Clock clock;

  ProviderLogin(
      AdmitIdentity admit,
      ProviderProperties properties,
      AskForFactor goOn,
      RecordLogins records,
      Clock clock) {
    this.records = records;
    this.admit = admit;
    this.properties = properties;
    this.goOn = goOn;
    this.clock = clock;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication shown)
      throws IOException {
    OidcUser person = (OidcUser) Objects.requireNonNull(shown.getPrincipal());
    Identity identity = identity(person);
    String name = Objects.requireNonNullElse(person.getClaimAsString(properties.nameClaim()), "");
    List<String> groups = person.getClaimAsStringList(properties.groupsClaim());
    switch (admit.admit(identity, name, groups == null ? Set.of() : Set.copyOf(groups))) {
      case Outcome.Admitted(String user) -> {
        records.succeeded(LoginMethod.PROVIDER, user);
        Authentication login = Logins.of(user, Logins.PROVIDER, clock.instant());
        save(login, request, response);
        goOn.onAuthenticationSuccess(request, response, login);
      }
      case Outcome.Disabled(String user) -> {
        log.warn("A login by {} was refused: the user {} is disabled", identity.issuer(), user);
        save(null, request, response);
        records.refused(LoginMethod.PROVIDER, user, LoginRefusal.DISABLED_USER);
        response.sendRedirect("/login?error=provider");
      }
      case Outcome.Refused(String why) -> {
        log.warn("A login by {} was refused: {}", identity.issuer(), why);
        save(null, request, response);
        records.refused(LoginMethod.PROVIDER, null, LoginRefusal.NOT_ADMITTED);
        response.sendRedirect("/login?error=provider");
      }
    }
  }

  private Identity identity(OidcUser person) {
    return new Identity(
        properties.issuer().toString(), Objects.requireNonNull(person.getSubject()));
  }

  /** In place of what the framework has put into the session. */
  private void save(
      @Nullable Authentication login, HttpServletRequest request, HttpServletResponse response) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(login);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    log.warn("A login at {} failed: {}", properties.issuer(), failure.getMessage());
    records.refused(LoginMethod.PROVIDER, null, LoginRefusal.PROVIDER_FAILED);
    response.sendRedirect("/login?error=provider");
  }
}
