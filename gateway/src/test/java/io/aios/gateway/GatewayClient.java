package io.aios.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a gateway as its callers do. */
final class GatewayClient {
  static final String MODERN_META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  /** A request that is cut off would be waited for for ever. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  GatewayClient(String url) {
    this.url = url;
  }

  /** An answer with its body read. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path, String token, String... headers) throws Exception {
    return send(request(path, token, headers).GET());
  }

  Answer call(String tool, String arguments, String token, String... headers) throws Exception {
    return post("/api/v1/tools/" + tool, BodyPublishers.ofString(arguments), token, headers);
  }

  Answer post(String path, BodyPublisher body, String token, String... headers) throws Exception {
    return send(
        request(path, token, headers).header("Content-Type", "application/json").POST(body));
  }

  /** A legacy message: no metadata, no mirrored headers. */
  Answer mcp(String path, String message, String token, String... headers) throws Exception {
    return send(mcpRequest(path, message, token, headers));
  }

  Answer modernCall(String tool, String arguments, String token) throws Exception {
    return send(
        mcpRequest(
            "/mcp",
            callMessage(tool, arguments),
            token,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            tool));
  }

  static String callMessage(String tool, String arguments) {
    return """
        {"jsonrpc":"2.0","id":"a1","method":"tools/call","params":{"name":"%s","arguments":%s,%s}}"""
        .formatted(tool, arguments, MODERN_META);
  }

  HttpResponse<InputStream> stream(String path, String message, String token)
      throws IOException, InterruptedException {
    return http.send(mcpRequest(path, message, token).build(), BodyHandlers.ofInputStream());
  }

  HttpResponse<InputStream> streamed(String path, String token)
      throws IOException, InterruptedException {
    return http.send(request(path, token).GET().build(), BodyHandlers.ofInputStream());
  }

  HttpRequest.Builder mcpRequest(String path, String message, String token, String... headers) {
    return request(path, token, headers)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString(message));
  }

  HttpRequest.Builder request(String path, String token, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  HttpClient http() {
    return http;
  }

  static Map<String, Object> claimsOf(String bearer) throws Exception {
    return com.nimbusds.jwt.SignedJWT.parse(bearer.replace("Bearer ", ""))
        .getJWTClaimsSet()
        .getClaims();
  }
}
