package io.aios.mcp.http;

import io.aios.mcp.McpHeaders;
import io.aios.mcp.McpJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A valid request that was then broken, in its values, its bytes or its headers. */
public final class FuzzedRequest {
  private static final String META =
      """
      "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","progressToken":1,\
      "io.modelcontextprotocol/clientCapabilities":{"sampling":{}}}""";
  private static final List<String> PARAMS =
      List.of(
          "server/discover|",
          "initialize|\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}",
          "ping|",
          "notifications/cancelled|\"requestId\":7",
          "tools/list|\"cursor\":\"YWZ0ZXI6YQ\"",
          "tools/call|\"name\":\"fixture_add\",\"arguments\":{\"a\":1,\"b\":2}",
          "tools/call|\"name\":\"test_param_headers\",\"arguments\":{\"region\":\"eu\"}",
          "tools/call|\"name\":\"test_tool_with_progress\"",
          "prompts/list|\"cursor\":\"YWZ0ZXI6YQ\"",
          "prompts/get|\"name\":\"test_prompt_with_arguments\","
              + "\"arguments\":{\"arg1\":\"a\",\"arg2\":\"b\"}",
          "resources/list|\"cursor\":\"YWZ0ZXI6YQ\"",
          "resources/templates/list|",
          "resources/read|\"uri\":\"test://static-text\"",
          "resources/read|\"uri\":\"test://template/7/data\"",
          "completion/complete|\"ref\":{\"type\":\"ref/prompt\",\"name\":\"test_simple_prompt\"},"
              + "\"argument\":{\"name\":\"a\",\"value\":\"b\"},"
              + "\"context\":{\"arguments\":{\"c\":\"d\"}}");

  /** JSON that parsers and handlers dislike; not all of it is JSON. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-0.0",
          "9".repeat(900),
          "9".repeat(2_000),
          "1e999999999",
          "9223372036854775808",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "a".repeat(3_000) + "\"",
          "\"../../etc/passwd\"",
          "\"test://template/%zz/data\"",
          "[]",
          "{}",
          "[null]",
          "[".repeat(60) + "]".repeat(60),
          "[".repeat(2_000) + "]".repeat(2_000),
          "{\"a\":".repeat(2_000),
          "{\"a\":1,\"a\":2}",
          "{\"\":{}}",
          "NaN",
          "'single'",
          "// comment",
          "");

  private static final List<String> HEADER_VALUES =
      List.of(
          "",
          " ",
          "application/json",
          "application/json;charset=utf-16",
          "text/plain",
          "text/event-stream",
          "*/*",
          "2026-07-28",
          "2025-11-25",
          "2099-01-01",
          "1900-01-01",
          "9999999999999999",
          "tools/call",
          "=?base64?",
          "=?base64??=",
          "=?base64?!!!?=",
          "=?base64?/w==?=",
          "\u00e4\u00ff",
          "a,b",
          "\"",
          "a".repeat(2_000));
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "Accept",
          "Origin",
          "Authorization",
          "Mcp-Session-Id",
          "Last-Event-ID",
          McpHeaders.PROTOCOL_VERSION,
          McpHeaders.METHOD,
          McpHeaders.NAME,
          "Mcp-Param-Region");

  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private FuzzedRequest(List<Map.Entry<String, String>> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  public static FuzzedRequest of(RandomGenerator random) {
    String[] base = pick(PARAMS, random).split("\\|", -1);
    boolean modern = random.nextInt(4) > 0;
    String members = !modern ? base[1] : base[1].isEmpty() ? META : base[1] + "," + META;
    ObjectNode message =
        (ObjectNode)
            McpJson.MAPPER.readTree(
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":{%s}}"
                    .formatted(base[0], members));
    List<Map.Entry<String, String>> headers = headers(message, modern);
    String text = message.toString();
    for (int i = random.nextInt(3); i > 0; i--) {
      text = breakValue(text, random);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      breakHeader(headers, random);
    }
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new FuzzedRequest(headers, random.nextInt(3) == 0 ? breakBytes(body, random) : body);
  }

  private static List<Map.Entry<String, String>> headers(ObjectNode message, boolean modern) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Content-Type", "application/json"));
    headers.add(Map.entry("Accept", "application/json, text/event-stream"));
    if (modern) {
      headers.add(Map.entry(McpHeaders.PROTOCOL_VERSION, "2026-07-28"));
      headers.add(Map.entry(McpHeaders.METHOD, message.path("method").asString()));
      JsonNode params = message.path("params");
      String name = params.path("name").asString(params.path("uri").asString(""));
      if (!name.isEmpty()) {
        headers.add(Map.entry(McpHeaders.NAME, name));
      }
      if (name.equals("test_param_headers")) {
        headers.add(Map.entry("Mcp-Param-Region", "eu"));
      }
    }
    return headers;
  }

  /** Puts something else in place of a value, anywhere in the message, or drops it. */
  private static String breakValue(String text, RandomGenerator random) {
    if (!text.startsWith("{")) {
      return text;
    }
    JsonNode message;
    try {
      message = McpJson.MAPPER.readTree(text);
    } catch (RuntimeException brokenAlready) {
      return text;
    }
    List<Runnable> changes = new ArrayList<>();
    collect(message, random, changes);
    if (!changes.isEmpty()) {
      pick(changes, random).run();
    }
    // The mark is a string in the tree and anything at all in the text.
    return message.toString().replace("\"@\"", pick(VALUES, random));
  }

  private static void collect(JsonNode node, RandomGenerator random, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        collect(object.get(name), random, changes);
        changes.add(() -> object.put(name, "@"));
        changes.add(() -> object.remove(name));
        changes.add(() -> object.set(name + name, object.remove(name)));
        changes.add(() -> object.set(name, McpJson.MAPPER.createArrayNode().add("@")));
      }
    } else if (node instanceof ArrayNode array) {
      changes.add(() -> array.add("@"));
    }
  }

  private static void breakHeader(List<Map.Entry<String, String>> headers, RandomGenerator random) {
    switch (random.nextInt(3)) {
      case 0 -> headers.remove(random.nextInt(headers.size()));
      case 1 -> headers.add(Map.entry(pick(HEADERS, random), pick(HEADER_VALUES, random)));
      default -> {
        int at = random.nextInt(headers.size());
        headers.set(at, Map.entry(headers.get(at).getKey(), pick(HEADER_VALUES, random)));
      }
    }
  }

  private static byte[] breakBytes(byte[] body, RandomGenerator random) {
    byte[] broken = body.clone();
    switch (random.nextInt(4)) {
      case 0 -> broken = Arrays.copyOf(body, random.nextInt(body.length + 1));
      case 1 -> broken[random.nextInt(body.length)] = (byte) random.nextInt(256);
      case 2 -> random.nextBytes(broken);
      default ->
          broken = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
    }
    return broken;
  }

  private static <T> T pick(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return headers + "\n" + (text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text);
  }
}
