package io.aios.platform.probes;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets two requests through on the probes' port, and all of them on the others. */
final class ProbesOnlyFilter extends OncePerRequestFilter {
  private static final Set<String> PROBES =
      Set.of("/actuator/health/liveness", "/actuator/health/readiness");

  private final ProbeConnector probes;

  ProbesOnlyFilter(ProbeConnector probes) {
    this.probes = probes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (isOnProbePort(request) && !isProbe(request)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean isOnProbePort(HttpServletRequest request) {
    int port = probes.localPort();
    return port > 0 && request.getLocalPort() == port;
  }

  /** The path as it was sent: another spelling of it is another path. */
  private static boolean isProbe(HttpServletRequest request) {
    return request.getMethod().equals("GET") && PROBES.contains(request.getRequestURI());
  }
}
