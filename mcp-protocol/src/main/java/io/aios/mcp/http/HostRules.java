package io.aios.mcp.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out that were rebound to this server by DNS: {@code Host} must be a loopback
 * name, an address literal (which no DNS answer can stand behind) or a configured name; {@code
 * Origin}, where present, a loopback or configured name.
 */
public final class HostRules {
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[.*]");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> allowed;

  /**
   * @param allowed names beside loopback and addresses; {@code *} allows every name
   */
  public HostRules(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  public boolean allows(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return allowsHost(request.getServerName()) && (origin == null || allowsOrigin(origin));
  }

  private boolean allowsHost(@Nullable String host) {
    return host != null && (ADDRESS.matcher(host).matches() || isKnown(host));
  }

  private boolean allowsOrigin(String origin) {
    try {
      String host = new URI(origin).getHost();
      return host != null && isKnown(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean isKnown(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || allowed.contains(name) || allowed.contains("*");
  }
}
