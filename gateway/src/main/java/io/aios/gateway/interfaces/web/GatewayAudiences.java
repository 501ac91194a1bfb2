package io.aios.gateway.interfaces.web;

import io.aios.platform.security.Audiences;
import io.aios.platform.security.SecurityProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The gateway's audiences (RFC 8707): its public URL for everything, {@code /mcp} for the MCP
 * endpoint with all below it, {@code /mcp/<server>} for that one address.
 */
@Component
final class GatewayAudiences implements Audiences {
  private static final Pattern SERVER = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final String whole;
  private final String mcp;

  GatewayAudiences(SecurityProperties security) {
    this.whole = security.issuer().toString().replaceAll("/+$", "");
    this.mcp = whole + McpHandler.PATH;
  }

  @Override
  public boolean isOwn(String audience) {
    return audience.equals(whole)
        || audience.equals(mcp)
        || (audience.startsWith(mcp + '/')
            && SERVER.matcher(audience.substring(mcp.length() + 1)).matches());
  }

  @Override
  public boolean covers(String audience, HttpServletRequest request) {
    if (audience.length() == whole.length()) {
      return true;
    }
    String path = request.getRequestURI();
    int length = audience.length() - whole.length();
    return audience.regionMatches(whole.length(), path, 0, length)
        && (path.length() == length || path.charAt(length) == '/');
  }
}
