package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Goes on with the authorization request that asked for the login. The address is relative, so that
 * it leads back through whichever proxy the browser came by, and never to another host.
 */
public final class ContinueRequest implements AuthenticationSuccessHandler {
  /** The page for who logged in without having been asked to. */
  public static final String DONE = "/login/done";

  private static final String CONTINUED = ContinueRequest.class.getName();

  private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    Optional<String> next = next(request, response);
    if (next.isEmpty() && !wantsPage(request)) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", next.orElse(DONE));
  }

  /** Browsers would stay on the form otherwise. */
  private static boolean wantsPage(HttpServletRequest request) {
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }

  /** Where to go on; empty when nothing waits. */
  Optional<String> next(HttpServletRequest request, HttpServletResponse response) {
    SavedRequest saved = requests.getRequest(request, response);
    requests.removeRequest(request, response);
    if (saved == null) {
      return Optional.empty();
    }
    URI asked = URI.create(saved.getRedirectUrl());
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    String next = asked.getRawPath() + query;
    request.getSession().setAttribute(CONTINUED, next);
    return Optional.of(next);
  }

  /** Whether a request goes on after the login that it asked for; true once for each login. */
  static boolean isContinued(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return false;
    }
    Object continued = session.getAttribute(CONTINUED);
    session.removeAttribute(CONTINUED);
    return (request.getRequestURI() + "?" + request.getQueryString()).equals(continued);
  }
}
