package io.aios.platform.tools;

import io.aios.mcp.McpError;
import io.aios.mcp.server.McpExchange;
import io.aios.platform.security.CallerIdentity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Who calls a tool, by the token the filter chain verified, and whether the token permits it. */
final class Callers {
  static final String COMMAND_HEADER = "X-Aios-Command-Id";
  private static final Pattern COMMAND_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private Callers() {}

  /**
   * @throws McpError 401 without a token, 403 without the scope
   */
  static Caller permitted(McpExchange exchange, String scope) {
    if (exchange.isBackground()) {
      return CallersOfTasks.of(exchange);
    }
    if (!(exchange.principal() instanceof Authentication authentication)) {
      throw McpError.unauthenticated("The request carries no access token");
    }
    CallerIdentity identity = CallerIdentity.of(authentication);
    if (!identity.scopes().contains(scope)) {
      throw McpError.insufficientScope(scope);
    }
    return new Caller(identity.subject(), identity.client(), command(identity, exchange));
  }

  /** Anyone may send the header; only the gateway's word counts. */
  static @Nullable String command(CallerIdentity identity, McpExchange exchange) {
    String id = exchange.header(COMMAND_HEADER);
    boolean believed =
        id != null && identity.issuedBy("gateway") && COMMAND_ID.matcher(id).matches();
    return believed ? id : null;
  }
}
