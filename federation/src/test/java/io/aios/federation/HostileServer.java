package io.aios.federation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aios.mcp.McpJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * MCP servers that a stranger might run, one a path: {@code /modern}, {@code /legacy} with
 * sessions, {@code /login}, {@code /redirect}, {@code /drip}, {@code /huge}, {@code /wide}, {@code
 * /headers}, {@code /endless}. Their tools are whatever a test says.
 */
final class HostileServer {
  private final HttpServer server;

  /** The tools of each path. */
  final Map<String, List<ObjectNode>> tools = new ConcurrentHashMap<>();

  /** Every request as it came. */
  final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  final AtomicInteger sessions = new AtomicInteger();

  record Seen(String path, Map<String, List<String>> headers, JsonNode message) {
    String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? "" : values.getFirst();
    }
  }

  HostileServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String host() {
    return "127.0.0.1:" + port();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  static ObjectNode tool(String name, String description) {
    ObjectNode tool = McpJson.object().put("name", name).put("description", description);
    tool.putObject("inputSchema").put("type", "object");
    return tool;
  }

  List<Seen> calls(String path) {
    return seen.stream()
        .filter(request -> request.path().equals(path))
        .filter(request -> request.message().path("method").asString("").equals("tools/call"))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode message = body.length == 0 ? McpJson.object() : McpJson.MAPPER.readTree(body);
    seen.add(new Seen(path, Map.copyOf(exchange.getRequestHeaders()), message));
    try (exchange) {
      if (path.startsWith("/redirect")) {
        exchange.getResponseHeaders().add("Location", url("/modern"));
        exchange.sendResponseHeaders(307, -1);
      } else if (path.startsWith("/login") && !isKnown(exchange)) {
        exchange.sendResponseHeaders(401, -1);
      } else if (path.startsWith("/wide")) {
        exchange.getResponseHeaders().add("X-Wide", "w".repeat(100_000));
        modern(exchange, path, message);
      } else if (path.startsWith("/headers")) {
        for (int i = 0; i < 150; i++) {
          exchange.getResponseHeaders().add("X-Header-" + i, "h");
        }
        modern(exchange, path, message);
      } else if (path.startsWith("/legacy")) {
        legacy(exchange, path, message);
      } else {
        modern(exchange, path, message);
      }
    }
  }

  private static boolean isKnown(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer key-of-");
  }

  private void modern(HttpExchange exchange, String path, JsonNode message) throws IOException {
    switch (message.path("method").asString("")) {
      case "server/discover" -> {
        ObjectNode result = McpJson.object().put("resultType", "complete");
        result.putArray("supportedVersions").add("2026-07-28");
        result.putObject("capabilities").putObject("tools");
        reply(exchange, 200, message, result);
      }
      case "tools/list" -> reply(exchange, 200, message, list(path, exchange));
      case "tools/call" -> call(exchange, path, message);
      default -> error(exchange, 404, message, -32601);
    }
  }

  private void legacy(HttpExchange exchange, String path, JsonNode message) throws IOException {
    String session = exchange.getRequestHeaders().getFirst("Mcp-Session-Id");
    String method = message.path("method").asString("");
    if (method.equals("initialize")) {
      exchange.getResponseHeaders().add("Mcp-Session-Id", "session-" + sessions.incrementAndGet());
      ObjectNode result = McpJson.object().put("protocolVersion", "2025-06-18");
      result.putObject("capabilities").putObject("tools");
      reply(exchange, 200, message, result);
    } else if (session == null) {
      error(exchange, 400, message, -32000);
    } else if (!session.equals("session-" + sessions.get())) {
      error(exchange, 404, message, -32001);
    } else if (!message.has("id")) {
      exchange.sendResponseHeaders(202, -1);
    } else if (method.equals("tools/list")) {
      reply(exchange, 200, message, list(path, exchange));
    } else {
      streamed(exchange, message);
    }
  }

  /** Asks the caller something, tells of progress, then answers. */
  private static void streamed(HttpExchange exchange, JsonNode message) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    event(out, "{\"jsonrpc\":\"2.0\",\"id\":\"q1\",\"method\":\"sampling/createMessage\"}");
    String token = message.path("params").path("_meta").path("progressToken").toString();
    event(
        out,
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
            + token
            + ",\"progress\":1,\"total\":2,\"message\":\"half\"}}");
    if (message.path("params").path("name").asString("").equals("hang")) {
      while (true) {
        out.write(": still here\n\n".getBytes(UTF_8));
        out.flush();
        pause(50);
      }
    }
    ObjectNode reply = McpJson.object().put("jsonrpc", "2.0");
    reply.set("id", message.get("id"));
    reply.set("result", text("streamed"));
    event(out, reply.toString());
  }

  private void call(HttpExchange exchange, String path, JsonNode message) throws IOException {
    if (path.startsWith("/drip")) {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      while (true) {
        exchange.getResponseBody().write(": drip\n".getBytes(UTF_8));
        exchange.getResponseBody().flush();
        pause(50);
      }
    }
    if (path.startsWith("/huge")) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      byte[] chunk = " ".repeat(64 * 1024).getBytes(UTF_8);
      while (true) {
        exchange.getResponseBody().write(chunk);
      }
    }
    ObjectNode result = text("hello from " + path).put("resultType", "complete");
    result.putObject("_meta").put("io.aios/undo", "trust me");
    result.putObject("structuredContent").put("caller", credential(exchange));
    reply(exchange, 200, message, result);
  }

  private static String credential(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header == null ? "none" : header;
  }

  /** A list may hold tools for one caller only, under {@code <path>#<credential>}. */
  private ObjectNode list(String path, HttpExchange exchange) {
    ObjectNode result = McpJson.object().put("resultType", "complete");
    ArrayNode array = result.putArray("tools");
    tools
        .getOrDefault(path + '#' + credential(exchange), tools.getOrDefault(path, List.of()))
        .forEach(array::add);
    if (path.startsWith("/endless")) {
      if (path.endsWith("/slow")) {
        pause(200);
      }
      result.put("nextCursor", "more");
    }
    return result;
  }

  private static ObjectNode text(String text) {
    ObjectNode result = McpJson.object();
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  private static void reply(HttpExchange exchange, int status, JsonNode to, ObjectNode result)
      throws IOException {
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0");
    message.set("id", to.get("id"));
    message.set("result", result);
    send(exchange, status, message);
  }

  private static void error(HttpExchange exchange, int status, JsonNode to, int code)
      throws IOException {
    ObjectNode message = McpJson.object().put("jsonrpc", "2.0");
    message.set("id", to.get("id"));
    message.putObject("error").put("code", code).put("message", "no");
    send(exchange, status, message);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode message)
      throws IOException {
    byte[] bytes = message.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
