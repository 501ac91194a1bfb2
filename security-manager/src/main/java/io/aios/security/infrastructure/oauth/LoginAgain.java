package io.aios.security.infrastructure.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends who has logged in to the login page once more, when an authorization request demands more
 * than their login was. The request waits in the session meanwhile.
 */
final class LoginAgain extends OncePerRequestFilter {
  private static final Set<String> READ = Set.of("GET", "HEAD");

  private final HttpSessionRequestCache requests = new HttpSessionRequestCache();
  private final Clock clock;

  LoginAgain(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals("/oauth2/authorize")
        || !READ.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication login = SecurityContextHolder.getContext().getAuthentication();
    if (login == null
        || Logins.at(login).isEmpty()
        || ContinueRequest.isContinued(request)
        || isEnough(request, login)) {
      chain.doFilter(request, response);
      return;
    }
    requests.saveRequest(request, response);
    request
        .getSession()
        .removeAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", "/login");
  }

  /** Where nobody may be asked, the authorization server says so itself. */
  private boolean isEnough(HttpServletRequest request, Authentication login) {
    Map<String, String> parameters = new HashMap<>();
    for (String name :
        List.of(LoginDemands.PROMPT, LoginDemands.MAX_AGE, LoginDemands.ACR_VALUES)) {
      String value = request.getParameter(name);
      if (value != null) {
        parameters.put(name, value);
      }
    }
    LoginDemands demands = LoginDemands.of(parameters);
    return "none".equals(parameters.get(LoginDemands.PROMPT))
        || (!demands.again() && demands.areMetBy(login, clock.instant()));
  }
}
