package io.aios.security.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.DirectRequestMatcher;
import io.aios.platform.web.Problem;
import io.aios.security.factors.usecase.SecondFactors;
import io.aios.security.infrastructure.oauth.ContinueRequest;
import io.aios.security.infrastructure.oauth.Logins;
import io.aios.security.logins.domain.LoginMethod;
import io.aios.security.logins.domain.LoginRefusal;
import io.aios.security.logins.usecase.RecordLogins;
import io.aios.security.usecase.LocalLogin;
import io.aios.security.users.usecase.FirstAdministrator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The login page, and the exchange by which a local program logs its user in. */
@RestController
class LoginController {
  private final DirectRequestMatcher local =
      new DirectRequestMatcher(List.of("127.0.0.0/8", "::1/128"));
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();
  private final ContinueRequest goOn = new ContinueRequest();
  private final LoginPage page = new LoginPage();
  private final LocalLogin localLogin;
  private final SecondFactors factors;
  private final RecordLogins records;
  private final boolean provider;
  private final Clock clock;

  LoginController(
      LocalLogin localLogin,
      SecondFactors factors,
      RecordLogins records,
      @Value("#{environment.containsProperty('aios.security-manager.provider.issuer')}")
          boolean provider,
      Clock clock) {
    this.provider = provider;
    this.localLogin = localLogin;
    this.factors = factors;
    this.records = records;
    this.clock = clock;
  }

  @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
  String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    return page.render(csrf, error, provider);
  }

  @GetMapping(path = "/login/style.css", produces = "text/css")
  String style() {
    return page.style();
  }

  @GetMapping(path = "/login/{script:webauthn|passkey}.js", produces = "text/javascript")
  String script(@PathVariable String script) {
    return script.equals("webauthn") ? page.webauthnScript() : page.passkeyScript();
  }

  @GetMapping(path = "/webauthn/register", produces = MediaType.TEXT_HTML_VALUE)
  String passkeys(CsrfToken csrf) {
    return page.renderPasskeys(csrf);
  }

  /** Where the framework's script goes then: the login may owe a second factor from now on. */
  @GetMapping(path = "/webauthn/register", params = "success", produces = MediaType.TEXT_HTML_VALUE)
  String passkeyAdded() {
    return page.renderDone(
        "The passkey is added. From now on the password alone is not enough.", "Add another");
  }

  @GetMapping(path = ContinueRequest.DONE, produces = MediaType.TEXT_HTML_VALUE)
  String done() {
    return page.renderDone("You are logged in. There is nothing more to do here.", "Add a passkey");
  }

  @GetMapping("/login/local")
  Map<String, String> nonce(HttpServletRequest request) {
    requireLocal(request);
    return Map.of("nonce", localLogin.nonce());
  }

  @PostMapping("/login/local")
  void prove(
      @RequestParam String nonce,
      @RequestParam String proof,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    requireLocal(request);
    if (!localLogin.proves(nonce, proof)) {
      records.refused(
          LoginMethod.KEY_FILE, FirstAdministrator.NAME, LoginRefusal.WRONG_CREDENTIALS);
      throw new Problem(
          ProblemType.PERMISSION_DENIED, "The proof does not fit the nonce, or the nonce is spent");
    }
    records.succeeded(LoginMethod.KEY_FILE, FirstAdministrator.NAME);
    goOn(Logins.of(FirstAdministrator.NAME, Logins.KEY_FILE, clock.instant()), request, response);
  }

  @GetMapping(path = "/login/factor", produces = MediaType.TEXT_HTML_VALUE)
  String factor(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    return page.renderFactor(csrf, error);
  }

  @PostMapping("/login/factor")
  void factor(@RequestParam String code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (login == null || login instanceof AnonymousAuthenticationToken) {
      response.sendRedirect("/login");
      return;
    }
    String user = login.getName();
    switch (factors.check(user, code)) {
      case CODE -> {
        records.succeeded(LoginMethod.TOTP, user);
        goOn(Logins.with(login, Logins.TOTP, clock.instant()), request, response);
      }
      case RECOVERY_CODE -> {
        records.succeeded(LoginMethod.RECOVERY_CODE, user);
        goOn(Logins.with(login, Logins.RECOVERY_CODE, clock.instant()), request, response);
      }
      case WRONG -> {
        records.refused(LoginMethod.TOTP, user, LoginRefusal.WRONG_CREDENTIALS);
        response.sendRedirect("/login/factor?error=wrong");
      }
      case WAIT -> {
        records.refused(LoginMethod.TOTP, user, LoginRefusal.TOO_MANY_ATTEMPTS);
        response.sendRedirect("/login/factor?error=wait");
      }
    }
  }

  private void goOn(Authentication login, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(login);
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    contexts.saveContext(context, request, response);
    goOn.onAuthenticationSuccess(request, response, login);
  }

  private void requireLocal(HttpServletRequest request) {
    if (!local.matches(request)) {
      throw new Problem(
          ProblemType.PERMISSION_DENIED,
          "Local login is only for programs on this machine that call this service directly");
    }
  }
}
