package io.aios.mcp.client;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a reply: a result, a JSON-RPC error, or an HTTP error with whatever body. */
final class Replies {
  private Replies() {}

  static JsonNode result(HttpResponse<Optional<JsonNode>> response) {
    JsonNode message = response.body().orElseGet(McpJson::object);
    JsonNode result = message.get("result");
    if (response.statusCode() == 200 && result != null && result.isObject()) {
      return result;
    }
    throw error(response, message);
  }

  private static McpError error(HttpResponse<?> response, JsonNode message) {
    int status = response.statusCode();
    String challenge = response.headers().firstValue("WWW-Authenticate").orElse(null);
    JsonNode error = message.path("error");
    if (error.path("code").isIntegralNumber()) {
      String text = error.path("message").asString("");
      return new McpError(error.path("code").asInt(), text, status, error.get("data"), challenge);
    }
    return new McpError(status, describe(status, message), status, problem(message), challenge);
  }

  private static String describe(int status, JsonNode message) {
    String detail = message.path("detail").asString("");
    return detail.isEmpty() ? "HTTP status " + status + " without a JSON-RPC reply" : detail;
  }

  /** A problem document (RFC 9457), which proxies and filters answer with. */
  private static @Nullable JsonNode problem(JsonNode message) {
    return message.isEmpty() ? null : message;
  }
}
