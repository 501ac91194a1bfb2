package io.aios.testkit.mcp;

import io.aios.mcp.McpJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A legacy request, as clients of the 2025 revisions send it. */
final class RawPost {
  /** One for all tests of a JVM: each client has threads and connections of its own. */
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RawPost() {}

  static JsonNode legacy(URI endpoint, String token, String method, ObjectNode params) {
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    message.set("params", params);
    return McpJson.MAPPER.readTree(send(endpoint, token, message.toString()).body());
  }

  static HttpResponse<String> send(URI endpoint, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(endpoint + " gave no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
