package io.aios.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.GatewayClient.Answer;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.tools.ToolDescriptor;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Search, profiles and read-only views, over MCP and REST. */
class ToolSearchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static SharedSuite shared;
  private static GatewayClient client;
  private static String reader;
  private static String writer;

  @BeforeAll
  static void start() {
    shared = SharedSuite.get();
    client = shared.client;
    reader = shared.suite.tokens.user("ada", "echo:read");
    writer = shared.suite.tokens.user("bea", "echo:read", "echo:write", "echo:destructive");
  }

  private static McpClient mcp(String path, String token) {
    return McpClient.builder(URI.create(shared.suite.url() + path)).token(() -> token).build();
  }

  private static ToolAnswer call(String path, String token, String tool, String arguments) {
    JsonNode parsed = McpJson.MAPPER.readTree(arguments);
    return mcp(path, token).callTool(new ToolRequest(tool, parsed, PATIENCE));
  }

  private static List<String> found(String path, String token, String query) {
    ObjectNode arguments = McpJson.object().put("query", query);
    return call(path, token, "aios_search_tools", arguments.toString())
        .structuredContent()
        .path("tools")
        .valueStream()
        .map(tool -> tool.path("name").asString())
        .toList();
  }

  private static List<String> listed(String path, String token) {
    return mcp(path, token).listTools(PATIENCE).stream().map(ToolDescriptor::name).toList();
  }

  @Test
  void listsThreeToolsInsteadOfAll() {
    assertThat(listed("/mcp?tools=search", reader))
        .containsExactly("aios_call_tool", "aios_describe_tool", "aios_search_tools");
    assertThat(listed("/mcp/echo?tools=search", reader)).hasSize(3);
  }

  @Test
  void findsOnlyWhatTheCallerMayCall() {
    assertThat(found("/mcp?tools=search", writer, "write a note"))
        .first()
        .isEqualTo("echo_write_note");
    assertThat(found("/mcp?tools=search", reader, "write a note"))
        .doesNotContain("echo_write_note");
    assertThat(found("/mcp?tools=search&read-only=true", writer, "write a note"))
        .doesNotContain("echo_write_note");
  }

  @Test
  void describesOnlyWhatTheCallerMayCall() {
    ToolAnswer mine =
        call("/mcp?tools=search", writer, "aios_describe_tool", "{\"name\":\"echo_write_note\"}");
    ToolAnswer hidden =
        call("/mcp?tools=search", reader, "aios_describe_tool", "{\"name\":\"echo_write_note\"}");

    assertThat(mine.structuredContent().path("inputSchema").path("properties").has("text"))
        .isTrue();
    assertThat(hidden.isError()).isTrue();
    assertThat(hidden.text()).doesNotContain("inputSchema");
  }

  @Test
  void callsTheToolThroughTheWholePipelineUnderItsOwnName() throws Exception {
    ToolAnswer said =
        call(
            "/mcp?tools=search",
            shared.suite.tokens.user("searcher", "echo:read"),
            "aios_call_tool",
            "{\"name\":\"echo_say_text\",\"arguments\":{\"text\":\"hi\",\"times\":2}}");

    assertThat(said.structuredContent().path("text").asString()).isEqualTo("hihi");
    assertThat(shared.suite.seen().lastHeaders()).containsEntry("mcp-name", "echo_say_text");
    AuditRecord entry = shared.audit.await(each -> "searcher".equals(each.subject()));
    assertThat(entry.action()).isEqualTo("tool.call");
    assertThat(entry.target()).isEqualTo("echo_say_text");
  }

  @Test
  void refusesAWrappedCallThatWouldBeRefusedByName() throws Exception {
    Answer denied =
        wrapped(reader, "{\"name\":\"echo_write_note\",\"arguments\":{\"text\":\"x\"}}");
    Answer wrong = wrapped(reader, "{\"name\":\"echo_say_text\",\"arguments\":{\"words\":1}}");
    Answer unknown = wrapped(reader, "{\"name\":\"echo_nothing\"}");
    Answer itself = wrapped(reader, "{\"name\":\"aios_call_tool\"}");

    assertThat(denied.json().path("error").path("data").path("type").asString())
        .isEqualTo("urn:aios:problem:permission-denied");
    assertThat(wrong.json().path("result").path("isError").asBoolean(false)).isTrue();
    assertThat(unknown.json().path("error").path("message").asString()).contains("echo_nothing");
    assertThat(itself.json().has("error")).isTrue();
  }

  private static Answer wrapped(String token, String arguments) throws Exception {
    return client.mcp(
        "/mcp?tools=search",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"aios_call_tool\","
            + "\"arguments\":"
            + arguments
            + "}}",
        token);
  }

  @Test
  void hasNoMetaToolsWhereToolsAreListed() throws Exception {
    Answer answer =
        client.mcp(
            "/mcp",
            """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"aios_search_tools",
            "arguments":{"query":"x"}}}""",
            reader);

    assertThat(answer.json().path("error").path("message").asString())
        .contains("aios_search_tools");
  }

  @Test
  void saysWhatIsWrongWithASearch() throws Exception {
    for (String arguments :
        List.of(
            "{}",
            "{\"query\":\" \"}",
            "{\"query\":1}",
            "{\"query\":\"x\",\"limit\":51}",
            "{\"query\":\"x\",\"also\":1}",
            "{\"query\":\"" + "x".repeat(401) + "\"}")) {
      Answer answer =
          client.mcp(
              "/mcp?tools=search",
              "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":"
                  + "\"aios_search_tools\",\"arguments\":"
                  + arguments
                  + "}}",
              reader);
      assertThat(answer.status()).as(arguments).isLessThan(500);
      assertThat(answer.json().path("error").path("code").asInt()).as(arguments).isEqualTo(-32602);
    }
  }

  @Test
  void showsAndCallsOnlyTheChosenProfiles() throws Exception {
    assertThat(listed("/mcp?profile=default", reader)).contains("echo_say_text");
    assertThat(listed("/mcp?profile=notes", writer)).containsExactly("echo_write_note");
    assertThat(listed("/mcp?profile=notes,default", writer))
        .contains("echo_write_note", "echo_say_text");
    assertThat(listed("/mcp?profile=notes&profile=default", writer))
        .contains("echo_write_note", "echo_say_text");

    Answer refused = note("/mcp?profile=default", writer);
    assertThat(refused.json().path("error").path("data").path("type").asString())
        .isEqualTo("urn:aios:problem:outside-profile");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(note("/mcp?profile=notes", writer).json().path("result").has("content")).isTrue();
  }

  @Test
  void showsAndCallsOnlyWhatChangesNothingWhenReadOnly() throws Exception {
    for (String view : List.of("?read-only=true", "?profile=read-only")) {
      assertThat(listed("/mcp" + view, writer))
          .contains("echo_say_text")
          .doesNotContain("echo_write_note");
      assertThat(
              note("/mcp" + view, writer)
                  .json()
                  .path("error")
                  .path("data")
                  .path("limitedBy")
                  .asString())
          .isEqualTo("request");
    }
    Answer rest = client.call("echo_write_note?read-only=true", "{\"text\":\"x\"}", writer);
    assertThat(rest.json().path("type").asString()).isEqualTo("urn:aios:problem:outside-profile");
  }

  private static Answer note(String path, String token) throws Exception {
    return client.mcp(
        path,
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo_write_note",
        "arguments":{"text":"x"}}}""",
        token);
  }

  @Test
  void namesTheParameterThatIsWrong() throws Exception {
    for (String wrong : List.of("profile=A%20b", "read-only=maybe", "tools=none")) {
      Answer answer = note("/mcp?" + wrong, writer);
      assertThat(answer.status()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  @Test
  void ranksOverRestToo() throws Exception {
    Answer answer = client.get("/api/v1/tools?query=note&profile=notes,default", writer);

    assertThat(answer.json().path("tools").path(0).path("name").asString())
        .isEqualTo("echo_write_note");
    assertThat(client.get("/api/v1/tools?query=note", reader).json().path("tools").toString())
        .doesNotContain("echo_write_note");
  }

  @Test
  void operatorsLimitHoldsWhateverTheClientChooses() throws Exception {
    try (Suite suite =
        new Suite(
            Map.of(
                "aios.gateway.views.everyone.profiles",
                "default",
                "aios.gateway.views.clients.test-client.read-only",
                "true"))) {
      suite.awaitTools();
      assertIsLimited(suite, "test-client");
      assertIsLimited(suite, "another-client");
    }
  }

  private static void assertIsLimited(Suite suite, String id) throws Exception {
    GatewayClient limited = new GatewayClient(suite.url());
    String token =
        suite.tokens.user("bea", c -> c.claim("client_id", id), "echo:read", "echo:write");
    String call =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"echo_write_note",
        "arguments":{"text":"x"}}}""";

    for (String path : List.of("/mcp", "/mcp?profile=notes", "/mcp?read-only=false")) {
      JsonNode refused = limited.mcp(path, call, token).json();
      assertThat(refused.at("/error/data/limitedBy").asString()).as(path).isEqualTo("operator");
    }
    assertThat(limited.call("echo_write_note", "{\"text\":\"x\"}", token).status()).isEqualTo(403);
    JsonNode explained =
        limited
            .post(
                "/api/v1/tools/echo_write_note/explain",
                BodyPublishers.ofString("{\"text\":\"x\"}"),
                token)
            .json();
    assertThat(explained.toString()).contains("\"limitedBy\":\"operator\"");
    assertThat(limited.get("/api/v1/tools", token).body()).doesNotContain("echo_write_note");
    assertThat(limited.call("echo_say_text", "{\"text\":\"x\"}", token).status()).isEqualTo(200);
  }
}
