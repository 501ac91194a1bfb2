package io.aios.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON-RPC 2.0 request, or a notification when it has no id.
 *
 * @param id a string or an integer; null in a notification
 * @param params empty when absent; read only
 */
public record RpcRequest(@Nullable JsonNode id, String method, ObjectNode params) {

  /**
   * Reads one message.
   *
   * @throws McpError with HTTP status 400 if it is not JSON, not a request, or a batch
   */
  public static RpcRequest read(byte[] body) {
    JsonNode message;
    try {
      message = McpJson.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw McpError.parseError("The body is not JSON" + whereIn(e));
    }
    return of(message);
  }

  /** Where, in place of the parser's words, which name classes of this program. */
  private static String whereIn(JacksonException unreadable) {
    TokenStreamLocation at = unreadable.getLocation();
    return at == null
        ? ": it is nested too deeply, or a part of it is too long"
        : ", at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static RpcRequest of(JsonNode message) {
    if (message.isArray()) {
      throw McpError.invalidRequest("Batches are not part of the protocol: send one request");
    }
    if (!(message instanceof ObjectNode request)) {
      throw McpError.invalidRequest("The body is not a JSON-RPC request object");
    }
    if (!"2.0".equals(request.path("jsonrpc").stringValue(null))) {
      throw McpError.invalidRequest("'jsonrpc' must be \"2.0\"");
    }
    String method = request.path("method").stringValue(null);
    if (method == null) {
      throw McpError.invalidRequest("'method' must be a string");
    }
    return new RpcRequest(id(request), method, params(request));
  }

  private static @Nullable JsonNode id(ObjectNode request) {
    JsonNode id = request.get("id");
    if (id != null && !id.isString() && !id.isIntegralNumber()) {
      throw McpError.invalidRequest("'id' must be a string or an integer");
    }
    return id;
  }

  private static ObjectNode params(ObjectNode request) {
    JsonNode params = request.get("params");
    if (params == null) {
      return McpJson.object();
    }
    if (params instanceof ObjectNode object) {
      return object;
    }
    throw McpError.invalidRequest("'params' must be an object");
  }

  public boolean isNotification() {
    return id == null;
  }

  /** The {@code _meta} of the parameters, empty if it is absent or no object. */
  public ObjectNode meta() {
    return params.get(MetaKeys.META) instanceof ObjectNode meta ? meta : McpJson.object();
  }

  /** A string parameter, or null if it is absent or of another type. */
  public @Nullable String text(String name) {
    return params.path(name).stringValue(null);
  }

  /**
   * What {@code Mcp-Name} mirrors: the tool or prompt called, the resource read, the task; null for
   * methods without one.
   */
  public @Nullable String name() {
    return switch (method) {
      case Methods.TOOLS_CALL, Methods.PROMPTS_GET -> text("name");
      case Methods.RESOURCES_READ -> text("uri");
      case Methods.TASKS_GET, Methods.TASKS_UPDATE, Methods.TASKS_CANCEL -> text("taskId");
      default -> null;
    };
  }

  /** Whether the method is one whose requests carry {@code Mcp-Name}. */
  public boolean isNamed() {
    return switch (method) {
      case Methods.TOOLS_CALL, Methods.PROMPTS_GET, Methods.RESOURCES_READ -> true;
      case Methods.TASKS_GET, Methods.TASKS_UPDATE, Methods.TASKS_CANCEL -> true;
      default -> false;
    };
  }
}
