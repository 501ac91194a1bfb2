package io.aios.security.infrastructure.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows the token endpoint under the address that clients know, wherever the request came in:
 * proofs of possession name it (RFC 9449 section 4.2).
 */
final class PublicAddress extends OncePerRequestFilter {
  private final String issuer;

  PublicAddress(String issuer) {
    this.issuer = issuer.replaceAll("/$", "");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getHeader("DPoP") == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public StringBuffer getRequestURL() {
            return new StringBuffer(issuer).append(getRequestURI());
          }
        },
        response);
  }
}
