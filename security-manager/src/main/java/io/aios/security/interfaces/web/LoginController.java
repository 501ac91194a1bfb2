package io.aios.security.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.DirectRequestMatcher;
import io.aios.platform.web.Problem;
import io.aios.security.infrastructure.oauth.Administrators;
import io.aios.security.infrastructure.oauth.ContinueRequest;
import io.aios.security.usecase.LocalLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
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
  private final Administrators administrators;

  LoginController(LocalLogin localLogin, Administrators administrators) {
    this.localLogin = localLogin;
    this.administrators = administrators;
  }

  @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
  String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    return page.render(csrf, error);
  }

  @GetMapping(path = "/login/style.css", produces = "text/css")
  String style() {
    return page.style();
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
      throw new Problem(
          ProblemType.PERMISSION_DENIED, "The proof does not fit the nonce, or the nonce is spent");
    }
    Authentication admin = administrators.loggedIn(Administrators.FIRST);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(admin);
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    contexts.saveContext(context, request, response);
    goOn.onAuthenticationSuccess(request, response, admin);
  }

  private void requireLocal(HttpServletRequest request) {
    if (!local.matches(request)) {
      throw new Problem(
          ProblemType.PERMISSION_DENIED,
          "Local login is only for programs on this machine that call this service directly");
    }
  }
}
