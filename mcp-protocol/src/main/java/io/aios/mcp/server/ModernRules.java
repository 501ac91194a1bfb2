package io.aios.mcp.server;

import io.aios.mcp.Era;
import io.aios.mcp.McpError;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.MetaKeys;
import io.aios.mcp.Methods;
import io.aios.mcp.ProtocolVersions;
import io.aios.mcp.RpcRequest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a 2026-07-28 request must carry, checked in the order the specification gives: metadata,
 * then headers against the body, then the version.
 */
public final class ModernRules {
  private static final List<String> SUPPORTED = List.of(ProtocolVersions.MODERN);

  private ModernRules() {}

  /** A modern {@code _meta}, header or method makes a request modern; all others are legacy. */
  public static Era eraOf(RpcRequest request, RequestContext context) {
    boolean modern =
        request.meta().has(MetaKeys.PROTOCOL_VERSION)
            || context.headers(McpHeaders.PROTOCOL_VERSION).stream()
                .anyMatch(ProtocolVersions::isModern)
            || request.method().equals(Methods.DISCOVER);
    return modern ? Era.MODERN : Era.LEGACY;
  }

  /**
   * @throws McpError with status 400 naming what is missing or differs
   */
  public static void check(RpcRequest request, RequestContext context) {
    String version = checkMeta(request.meta());
    mirror(context, McpHeaders.PROTOCOL_VERSION, version);
    mirror(context, McpHeaders.METHOD, request.method());
    String name = request.name();
    if (name != null) {
      mirror(context, McpHeaders.NAME, name);
    } else if (request.isNamed()) {
      throw McpError.invalidMeta("'" + request.method() + "' needs a name in its parameters");
    }
    if (!SUPPORTED.contains(version)) {
      throw McpError.unsupportedVersion(version, SUPPORTED);
    }
  }

  private static String checkMeta(ObjectNode meta) {
    String version = meta.path(MetaKeys.PROTOCOL_VERSION).stringValue(null);
    if (version == null) {
      throw McpError.invalidMeta("_meta lacks the string '" + MetaKeys.PROTOCOL_VERSION + "'");
    }
    if (!meta.path(MetaKeys.CLIENT_CAPABILITIES).isObject()) {
      throw McpError.invalidMeta("_meta lacks the object '" + MetaKeys.CLIENT_CAPABILITIES + "'");
    }
    return version;
  }

  private static void mirror(RequestContext context, String header, String expected) {
    List<String> values = context.headers(header);
    if (values.size() != 1) {
      throw McpError.headerMismatch(
          "The header " + header + " must be given once, it came " + values.size() + " times");
    }
    String value = McpHeaders.decoded(header, values.getFirst());
    if (!value.equals(expected)) {
      throw McpError.headerMismatch(
          "The header " + header + " says '" + value + "', the body '" + expected + "'");
    }
  }
}
