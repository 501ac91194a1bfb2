package io.aios.security.infrastructure.oauth;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationDetailsSource;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Where a login comes from: what the gateway says, which replaces whatever the caller said. Who
 * calls this service directly can make an address up, and is slowed down by name only.
 */
public final class LoginAddress
    implements AuthenticationDetailsSource<HttpServletRequest, WebAuthenticationDetails> {
  @Override
  public WebAuthenticationDetails buildDetails(HttpServletRequest request) {
    return new WebAuthenticationDetails(of(request), null);
  }

  public static String of(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-For");
    return forwarded == null ? request.getRemoteAddr() : forwarded;
  }
}
