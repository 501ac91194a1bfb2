package io.aios.gateway.interfaces.web;

import io.aios.mcp.server.McpExchange;
import io.aios.platform.security.CallerIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;

/** Who the filter chain found to be calling. */
final class Callers {
  private Callers() {}

  /**
   * @throws AuthenticationCredentialsNotFoundException when the chain let nobody in; it does not
   *     for the addresses served here
   */
  static CallerIdentity of(HttpServletRequest request) {
    if (request.getUserPrincipal() instanceof Authentication authentication) {
      return CallerIdentity.of(authentication);
    }
    throw new AuthenticationCredentialsNotFoundException("The request carries no access token");
  }

  /** What the caller may do; nothing where there is none. */
  static Set<String> grants(McpExchange exchange) {
    return exchange.principal() instanceof Authentication authentication
        ? CallerIdentity.of(authentication).scopes()
        : Set.of();
  }
}
