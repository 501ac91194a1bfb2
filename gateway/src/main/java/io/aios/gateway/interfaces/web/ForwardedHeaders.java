package io.aios.gateway.interfaces.web;

import io.aios.mcp.McpHeaders;
import io.aios.mcp.ProtocolVersions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * The headers a tool server gets. They are chosen, not filtered: whatever else the caller sent, its
 * token and its {@code X-Aios-*} among it, stays here.
 */
final class ForwardedHeaders {
  private static final String ACCEPT_BOTH = "application/json, text/event-stream";
  private static final String MCP_PREFIX = "mcp-";
  private static final String SESSION = "mcp-session-id";

  private ForwardedHeaders() {}

  /** For a message that is passed on: what the protocol mirrors into headers (2026-07-28). */
  static Map<String, String> of(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    headers.put(HttpHeaders.ACCEPT, accept == null ? ACCEPT_BOTH : accept);
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      if (isProtocol(name)) {
        headers.put(name, request.getHeader(name));
      }
    }
    return headers;
  }

  /** Where a name is mirrored, the one that the message now has. */
  static void rename(Map<String, String> headers, String tool) {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(McpHeaders.NAME)) {
        header.setValue(McpHeaders.encode(tool));
      }
    }
  }

  private static boolean isProtocol(String name) {
    return name.regionMatches(true, 0, MCP_PREFIX, 0, MCP_PREFIX.length())
        && !name.toLowerCase(Locale.ROOT).equals(SESSION);
  }

  /** For a message that the gateway writes itself. */
  static Map<String, String> forCall(String method, String tool) {
    Map<String, String> headers = new HashMap<>();
    headers.put(HttpHeaders.ACCEPT, ACCEPT_BOTH);
    headers.put(McpHeaders.PROTOCOL_VERSION, ProtocolVersions.MODERN);
    headers.put(McpHeaders.METHOD, method);
    headers.put(McpHeaders.NAME, McpHeaders.encode(tool));
    return headers;
  }
}
