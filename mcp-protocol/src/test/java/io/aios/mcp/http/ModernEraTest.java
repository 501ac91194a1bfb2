package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ModernEraTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void discoversVersionsCapabilitiesAndName() {
    Answer answer = Post.modern(server, "server/discover", "").send();

    assertThat(answer.status()).isEqualTo(200);
    JsonNode result = answer.result();
    assertThat(result.path("resultType").asString()).isEqualTo("complete");
    assertThat(result.at("/supportedVersions/0").asString()).isEqualTo("2026-07-28");
    assertThat(result.path("capabilities").propertyNames()).contains("tools");
    assertThat(result.path("ttlMs").isIntegralNumber()).isTrue();
    assertThat(result.path("cacheScope").asString()).isEqualTo("public");
    assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asString())
        .isEqualTo("fixture");
  }

  @Test
  void listsAllToolsPageByPageInOrder() {
    List<String> names = new ArrayList<>();
    String params = "";
    for (int page = 0; page < 20 && !params.endsWith("\"\""); page++) {
      JsonNode result = Post.modern(server, "tools/list", params).send().result();
      assertThat(result.path("cacheScope").asString()).isEqualTo("public");
      assertThat(result.path("ttlMs").asInt()).isEqualTo(60_000);
      result.path("tools").forEach(tool -> names.add(tool.path("name").asString()));
      params = "\"cursor\":\"" + result.path("nextCursor").asString("") + "\"";
    }
    assertThat(names).hasSizeGreaterThan(9).isSorted().doesNotHaveDuplicates();
    assertThat(params).isEqualTo("\"cursor\":\"\"");
  }

  @Test
  void refusesCursorItDidNotGive() {
    Answer answer = Post.modern(server, "tools/list", "\"cursor\":\"bm9uc2Vuc2U\"").send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void callsToolWithStructuredContent() {
    Answer answer = Post.call(server, "fixture_add", "{\"a\":2,\"b\":3}").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asInt()).isEqualTo(7);
    assertThat(answer.result().at("/content/0/text").asString()).isEqualTo("5");
    assertThat(answer.result().at("/structuredContent/sum").asInt()).isEqualTo(5);
    assertThat(answer.result().path("isError").asBoolean()).isFalse();
    assertThat(answer.http().headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void answersUnknownToolAsInvalidParams() {
    Answer answer = Post.call(server, "no_such_tool", "{}").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void namesTheCapabilityTheClientLacks() {
    Answer answer = Post.call(server, "test_missing_capability", "{}").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.MISSING_CAPABILITY);
    assertThat(answer.json().at("/error/data/requiredCapabilities/sampling").isObject()).isTrue();
  }

  @Test
  void hidesWhatBroke() {
    Answer answer = Post.call(server, "fixture_break", "{}").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INTERNAL_ERROR);
    assertThat(answer.http().body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/list",
        "prompts/list",
        "no/such"
      })
  void answersRemovedAndUnknownMethodsWith404(String method) {
    Answer answer = Post.modern(server, method, "").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.METHOD_NOT_FOUND);
    assertThat(answer.json().path("id").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"_meta\":{}}",
        "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}",
        "{\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}}",
        "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":[]}}"
      })
  void refusesIncompleteMetadataFirst(String params) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":" + params + "}";
    Answer answer = Post.raw(server, body).header(McpHeaders.PROTOCOL_VERSION, "2026-07-28").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {McpHeaders.PROTOCOL_VERSION, McpHeaders.METHOD, McpHeaders.NAME})
  void refusesMissingAndDifferingHeaders(String header) {
    Answer missing = Post.call(server, "fixture_add", "{}").without(header).send();
    Answer different = Post.call(server, "fixture_add", "{}").header(header, "other").send();
    Answer garbled = Post.call(server, "fixture_add", "{}").header(header, "=?base64?%%%?=").send();

    for (Answer answer : List.of(missing, different, garbled)) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.errorCode()).isEqualTo(ErrorCodes.HEADER_MISMATCH);
    }
  }

  @Test
  void readsNameInBase64() {
    Answer answer =
        Post.call(server, "fixture_add", "{}")
            .header(McpHeaders.NAME, "=?base64?Zml4dHVyZV9hZGQ=?=")
            .send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.result().isObject()).isTrue();
  }

  @Test
  void namesSupportedVersionsWhenAskedForAnother() {
    String body =
        """
        {"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":{
        "io.modelcontextprotocol/protocolVersion":"1900-01-01",
        "io.modelcontextprotocol/clientCapabilities":{}}}}""";
    Answer answer =
        Post.raw(server, body)
            .header(McpHeaders.PROTOCOL_VERSION, "1900-01-01")
            .header(McpHeaders.METHOD, "tools/list")
            .send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.UNSUPPORTED_VERSION);
    JsonNode data = answer.json().at("/error/data");
    assertThat(data.path("requested").asString()).isEqualTo("1900-01-01");
    assertThat(data.path("supported").get(0).asString()).isEqualTo("2026-07-28");
  }
}
