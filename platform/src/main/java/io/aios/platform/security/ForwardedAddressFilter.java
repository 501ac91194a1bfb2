package io.aios.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request have the address that the gateway says it came from. Anybody can write {@code
 * X-Forwarded-For}; the gateway proves that it did with a token of its own.
 */
final class ForwardedAddressFilter extends OncePerRequestFilter {
  private final VerifiedTokens tokens;

  ForwardedAddressFilter(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String proof = request.getHeader(ForwardedAddresses.PROOF);
    String address = request.getHeader("X-Forwarded-For");
    boolean believed = proof != null && address != null && isOfGateway(proof);
    chain.doFilter(believed ? new From(request, address) : request, response);
  }

  private boolean isOfGateway(String token) {
    try {
      CallerIdentity sender =
          tokens.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal();
      return sender.issuedBy("gateway") && sender.scopes().contains(ForwardedAddresses.SCOPE);
    } catch (AuthenticationException notBelieved) {
      return false;
    }
  }

  private static final class From extends HttpServletRequestWrapper {
    private final String address;

    From(HttpServletRequest request, String address) {
      super(request);
      this.address = address;
    }

    @Override
    public String getRemoteAddr() {
      return address;
    }

    @Override
    public String getRemoteHost() {
      return address;
    }
  }
}
