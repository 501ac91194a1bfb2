package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Goes on with the authorization request that asked for the login. The address is relative, so that
 * it leads back through whichever proxy the browser came by, and never to another host.
 */
public final class ContinueRequest implements AuthenticationSuccessHandler {
  private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    SavedRequest saved = requests.getRequest(request, response);
    requests.removeRequest(request, response);
    if (saved == null) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    URI asked = URI.create(saved.getRedirectUrl());
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", asked.getRawPath() + query);
  }
}
