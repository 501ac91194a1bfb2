package io.aios.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON-RPC error: thrown by a server's handlers to refuse a request, and by the client when a
 * server refused one. The message travels; never put secrets or stack traces in it.
 */
public final class McpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final int httpStatus;
  private final transient @Nullable JsonNode data;
  private final @Nullable String challenge;

  /**
   * @param code one of {@link ErrorCodes}, or a server's own
   * @param httpStatus the status a modern reply travels with
   * @param data the error's {@code data} member
   * @param challenge the {@code WWW-Authenticate} header, on 401 and 403
   */
  public McpError(
      int code,
      String message,
      int httpStatus,
      @Nullable JsonNode data,
      @Nullable String challenge) {
    super(message, null, false, false);
    this.code = code;
    this.httpStatus = httpStatus;
    this.data = data;
    this.challenge = challenge;
  }

  private static McpError of(int code, int httpStatus, String message) {
    return new McpError(code, message, httpStatus, null, null);
  }

  public static McpError parseError(String message) {
    return of(ErrorCodes.PARSE_ERROR, 400, message);
  }

  public static McpError invalidRequest(String message) {
    return of(ErrorCodes.INVALID_REQUEST, 400, message);
  }

  public static McpError methodNotFound(String method) {
    return of(ErrorCodes.METHOD_NOT_FOUND, 404, "Unknown method '" + method + "'");
  }

  /** A parameter is wrong in a well-formed request: an unknown tool, a bad cursor. */
  public static McpError invalidParams(String message) {
    return of(ErrorCodes.INVALID_PARAMS, 200, message);
  }

  /** There is no such resource, or none the caller may know of. */
  public static McpError resourceNotFound(String uri, Era era) {
    int code =
        switch (era) {
          case MODERN -> ErrorCodes.INVALID_PARAMS;
          case LEGACY -> ErrorCodes.LEGACY_RESOURCE_NOT_FOUND;
        };
    ObjectNode data = McpJson.object().put("uri", uri);
    return new McpError(code, "There is no resource '" + uri + "'", 200, data, null);
  }

  /** A modern request lacks a required {@code _meta} member. */
  public static McpError invalidMeta(String message) {
    return of(ErrorCodes.INVALID_PARAMS, 400, message);
  }

  public static McpError headerMismatch(String message) {
    return of(ErrorCodes.HEADER_MISMATCH, 400, message);
  }

  public static McpError unsupportedVersion(String requested, List<String> supported) {
    ObjectNode data = McpJson.object();
    supported.forEach(data.putArray("supported")::add);
    data.put("requested", requested);
    String message = "Protocol version '" + requested + "' is not supported, " + supported + " are";
    return new McpError(ErrorCodes.UNSUPPORTED_VERSION, message, 400, data, null);
  }

  /**
   * @param capability such as {@code elicitation}
   */
  public static McpError missingCapability(String capability) {
    ObjectNode required = McpJson.object();
    required.putObject(capability);
    return missingCapabilities(required);
  }

  /**
   * @param required a capabilities object, such as {@code {"elicitation":{"url":{}}}}
   */
  public static McpError missingCapabilities(ObjectNode required) {
    ObjectNode data = McpJson.object();
    data.set("requiredCapabilities", required);
    String message = "The client did not declare the capabilities " + required;
    return new McpError(ErrorCodes.MISSING_CAPABILITY, message, 400, data, null);
  }

  /**
   * @param extension one of {@link Extensions}
   */
  public static McpError missingExtension(String extension) {
    return missingCapabilities(Extensions.capability(extension));
  }

  public static McpError internal(String message) {
    return of(ErrorCodes.INTERNAL_ERROR, 200, message);
  }

  public static McpError unauthenticated(String message) {
    return new McpError(ErrorCodes.UNAUTHENTICATED, message, 401, null, "Bearer");
  }

  /**
   * @param scope the scope that would be enough
   */
  public static McpError insufficientScope(String scope) {
    String challenge = "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"";
    String message = "The access token lacks the scope '" + scope + "'";
    return new McpError(ErrorCodes.PERMISSION_DENIED, message, 403, null, challenge);
  }

  /** The error as it stands in a message: {@code code}, {@code message}, {@code data}. */
  public ObjectNode toJson() {
    ObjectNode json = McpJson.object().put("code", code).put("message", text());
    if (data != null) {
      json.set("data", data);
    }
    return json;
  }

  public int code() {
    return code;
  }

  /** The HTTP status of a modern reply; at the client, the one received. */
  public int httpStatus() {
    return httpStatus;
  }

  public @Nullable JsonNode data() {
    return data;
  }

  /** The {@code WWW-Authenticate} header, if any. */
  public @Nullable String challenge() {
    return challenge;
  }

  /** The error's text; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
