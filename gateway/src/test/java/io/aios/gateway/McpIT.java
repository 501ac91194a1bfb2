package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.GatewayClient.Answer;
import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.testkit.mcp.NamedHost;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpIT {
  private static SharedSuite shared;
  private static GatewayClient client;
  private static String reader;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    client = shared.client;
    reader = shared.suite.tokens.user("ada", "echo:read");
  }

  private static McpClient mcp(String path, String token) {
    return McpClient.builder(URI.create(shared.suite.url() + path)).token(() -> token).build();
  }

  @Test
  void listsWhatTheCallerMayCallAndNoMore() {
    List<ToolDescriptor> mine = mcp("/mcp", reader).listTools(Duration.ofSeconds(5));
    List<ToolDescriptor> none =
        mcp("/mcp", shared.suite.tokens.user("eve", "sysops:read"))
            .listTools(Duration.ofSeconds(5));

    assertThat(mine)
        .extracting(ToolDescriptor::name)
        .contains("echo_say_text")
        .doesNotContain("echo_write_note");
    assertThat(none).isEmpty();
  }

  @Test
  void listsForTheCallerAlone() throws Exception {
    Answer answer =
        client.mcp(
            "/mcp",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{"
                + GatewayClient.MODERN_META
                + "}}",
            reader,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/list");

    assertThat(answer.json().path("result").path("cacheScope").asString()).isEqualTo("private");
    assertThat(answer.json().path("result").path("ttlMs").asInt(-1)).isNotNegative();
  }

  @Test
  void callsAToolInTheModernEra() {
    ToolAnswer answer =
        mcp("/mcp", reader)
            .callTool(
                new ToolRequest(
                    "echo_say_text", McpJson.object().put("text", "hello"), Duration.ofSeconds(5)));

    assertThat(answer.isError()).isFalse();
    assertThat(answer.structuredContent().path("text").asString()).isEqualTo("hello");
  }

  @Test
  void callsAToolInTheLegacyEra() throws Exception {
    Answer hello =
        client.mcp(
            "/mcp",
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",
            "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""",
            reader);
    Answer noted =
        client.mcp(
            "/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", reader);
    Answer ping = client.mcp("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", reader);
    Answer called =
        client.mcp(
            "/mcp",
            """
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo_say_text",
            "arguments":{"text":"old"}}}""",
            reader,
            "MCP-Protocol-Version",
            "2025-11-25");

    assertThat(hello.json().path("result").path("protocolVersion").asString())
        .isEqualTo("2025-11-25");
    assertThat(noted.status()).isEqualTo(202);
    assertThat(ping.status()).isEqualTo(200);
    assertThat(called.json().path("result").path("structuredContent").path("text").asString())
        .isEqualTo("old");
  }

  @Test
  void passesProgressOnWhileTheToolRuns() throws Exception {
    String message =
        """
        {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"echo_wait_long",
        "arguments":{"millis":3000},"_meta":{"progressToken":"p"}}}""";

    var response = client.stream("/mcp", message, reader);

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      while (!first.contains("notifications/progress")) {
        first = lines.readLine();
      }
      // The first step's event is here while later steps have not been reached: not buffered.
      assertThat(first).contains("step 1\"").doesNotContain("step 10");
      assertThat(lines.lines().toList()).anyMatch(line -> line.contains("waited"));
    }
  }

  @Test
  void givesProgressToTheSuitesOwnClient() {
    var seen = new ConcurrentLinkedQueue<Double>();

    mcp("/mcp", reader)
        .callTool(
            new ToolRequest(
                "echo_wait_long",
                McpJson.object().put("millis", 100),
                Duration.ofSeconds(10),
                (progress, total, message) -> seen.add(progress),
                Map.of()));

    assertThat(seen).isNotEmpty();
  }

  @Test
  void refusesACallWithoutThePermission() {
    McpError refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            McpError.class,
            () ->
                mcp("/mcp", reader)
                    .callTool(
                        new ToolRequest(
                            "echo_write_note",
                            McpJson.object().put("text", "x"),
                            Duration.ofSeconds(5))));

    assertThat(refused.httpStatus()).isEqualTo(403);
    assertThat(refused.data().path("permission").asString()).isEqualTo("echo:write");
    assertThat(refused.challenge()).contains("insufficient_scope");
  }

  @Test
  void saysThatAToolIsUnknownAsTheProtocolDoes() throws Exception {
    Answer answer =
        client.mcp(
            "/mcp",
            GatewayClient.callMessage("echo_no_such", "{}"),
            reader,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "echo_no_such");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asString()).isEqualTo("a1");
    assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(-32602);
    assertThat(answer.json().path("error").path("data").path("type").asString())
        .isEqualTo("urn:aios:problem:unknown-tool");
  }

  @Test
  void advisesTheModelOnWrongArguments() throws Exception {
    Answer answer = client.modernCall("echo_say_text", "{\"text\":\"x\",\"times\":9}", reader);

    assertThat(answer.status()).isEqualTo(200);
    var result = answer.json().path("result");
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.path("content").path(0).path("text").asString()).contains("/times", "5");
    assertThat(result.path("_meta").path("io.aios/problem").path("pointer").asString())
        .isEqualTo("/times");
  }

  @Test
  void refusesHeadersThatDoNotMirrorTheBody() throws Exception {
    Answer answer =
        client.mcp(
            "/mcp",
            GatewayClient.callMessage("echo_say_text", "{\"text\":\"x\"}"),
            reader,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "echo_fail_always");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(-32020);
  }

  @Test
  void servesOneServerOfTheCatalogue() throws Exception {
    assertThat(mcp("/mcp/echo", reader).listTools(Duration.ofSeconds(5))).isNotEmpty();
    assertThat(client.mcp("/mcp/nope", "{}", reader).status()).isEqualTo(404);
  }

  @Test
  void refusesAPageWhoseNameWasReboundToIt() throws Exception {
    String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    assertThat(client.mcp("/mcp", ping, reader, "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(client.mcp("/mcp", ping, reader, "Origin", "null").status()).isEqualTo(403);
    assertThat(client.mcp("/mcp", ping, reader, "Origin", shared.suite.url()).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example,403",
    "evil.example:8080,403",
    "localhost.evil.example,403",
    "localhost:8080,200",
    "127.0.0.1,200",
    "[::1]:8080,200"
  })
  void answersByKnownNamesOnly(String host, int status) throws Exception {
    URI endpoint = URI.create("http://127.0.0.1:" + Suite.port(shared.suite.gateway) + "/mcp");

    assertThat(NamedHost.ping(endpoint, host, reader)).isEqualTo("HTTP/1.1 " + status);
  }

  @Test
  void sendsTheServerNothingElseOfTheCallersHeaders() throws Exception {
    Answer answer =
        client.mcp(
            "/mcp",
            GatewayClient.callMessage("echo_say_text", "{\"text\":\"x\"}"),
            reader,
            "MCP-Protocol-Version",
            "2026-07-28",
            "Mcp-Method",
            "tools/call",
            "Mcp-Name",
            "echo_say_text",
            "Mcp-Session-Id",
            "s1",
            "Cookie",
            "a=b",
            "X-Aios-Command-Id",
            "11111111-1111-1111-1111-111111111111",
            "X-Aios-Anything",
            "x",
            "X-Forwarded-For",
            "10.0.0.1",
            "Forwarded",
            "for=10.0.0.1",
            "Proxy-Authorization",
            "Basic eDp5");

    assertThat(answer.status()).isEqualTo(200);
    Map<String, String> sent = shared.suite.seen().lastHeaders();
    assertThat(sent).containsEntry("mcp-name", "echo_say_text");
    assertThat(sent.values()).noneMatch(value -> value.contains(reader));
    assertThat(sent)
        .doesNotContainKeys(
            "mcp-session-id",
            "cookie",
            "x-aios-command-id",
            "x-aios-anything",
            "x-forwarded-for",
            "forwarded",
            "proxy-authorization");
  }

  @Test
  void takesNothingButPost() throws Exception {
    Answer answer = client.get("/mcp", reader);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @Test
  void answersGarbageAsTheProtocolDoes() throws Exception {
    assertThat(client.mcp("/mcp", "{", reader).json().path("error").path("code").asInt())
        .isEqualTo(-32700);
    assertThat(client.mcp("/mcp", "[]", reader).json().path("error").path("code").asInt())
        .isEqualTo(-32600);
    Answer unknown =
        client.mcp("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}", reader);
    assertThat(unknown.status()).isLessThan(500);
    assertThat(unknown.json().path("error").path("code").asInt()).isEqualTo(-32601);
  }

  @Test
  void refusesABodyOverTheLimit() throws Exception {
    assertThat(client.mcp("/mcp", "x".repeat(70_000), reader).status()).isEqualTo(413);
  }
}
