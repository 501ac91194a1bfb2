package io.aios.gateway.interfaces.web;

import io.aios.contracts.problems.ProblemType;
import io.aios.platform.security.SecurityProperties;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Keeps out web pages whose name was rebound to this address by DNS: {@code Host} must be a known
 * name or an address literal, and {@code Origin}, where present, a known name.
 */
@Component
final class OriginRules {
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  OriginRules(GatewayProperties properties, SecurityProperties security) {
    String own = security.issuer().getHost();
    if (own != null) {
      names.add(own.toLowerCase(Locale.ROOT));
    }
    properties.allowedHosts().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    properties
        .allowedOrigins()
        .forEach(origin -> names.add(String.valueOf(hostOf(origin)).toLowerCase(Locale.ROOT)));
  }

  /**
   * @throws Problem {@code PERMISSION_DENIED} naming the host or origin
   */
  void check(HttpServletRequest request) {
    String host = request.getServerName();
    if (!ADDRESS.matcher(host).matches() && !isKnown(host)) {
      throw denied("Host '" + host + "'");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isKnown(hostOf(origin))) {
      throw denied("Origin '" + origin + "'");
    }
  }

  private static Problem denied(String what) {
    return new Problem(
        ProblemType.PERMISSION_DENIED,
        what
            + " is not allowed here; the property aios.gateway.allowed-hosts names those that are");
  }

  private boolean isKnown(@Nullable String host) {
    return host != null && names.contains(host.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String hostOf(String origin) {
    try {
      return new URI(origin).getHost();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
