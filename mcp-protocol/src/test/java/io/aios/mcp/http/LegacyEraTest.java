package io.aios.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LegacyEraTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-26,2025-03-26",
    "2025-06-18,2025-06-18",
    "2025-11-25,2025-11-25",
    "2024-11-05,2025-11-25"
  })
  void initializesWithoutSession(String requested, String negotiated) {
    Answer answer =
        Post.legacy(
                server,
                "initialize",
                "\"protocolVersion\":\""
                    + requested
                    + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}")
            .send();

    assertThat(answer.status()).isEqualTo(200);
    JsonNode result = answer.result();
    assertThat(result.path("protocolVersion").asString()).isEqualTo(negotiated);
    assertThat(result.at("/serverInfo/name").asString()).isEqualTo("fixture");
    assertThat(result.path("capabilities").has("tools")).isTrue();
    assertThat(result.path("instructions").asString()).isEqualTo("For tests.");
    assertThat(answer.http().headers().firstValue("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void acceptsNotificationsWithoutBody() {
    Answer answer =
        Post.raw(server, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}").send();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.http().body()).isEmpty();
  }

  @Test
  void answersPing() {
    Answer answer = Post.legacy(server, "ping", "").send();
    assertThat(answer.result().isObject()).isTrue();
    assertThat(answer.result().isEmpty()).isTrue();
  }

  @Test
  void listsAndCallsWithoutModernMembers() {
    JsonNode list = Post.legacy(server, "tools/list", "").send().result();
    assertThat(list.path("tools").size()).isEqualTo(3);
    assertThat(list.propertyNames()).containsExactlyInAnyOrder("tools", "nextCursor");

    Post call =
        Post.legacy(server, "tools/call", "\"name\":\"fixture_add\",\"arguments\":{\"a\":1}");
    JsonNode result = call.header(McpHeaders.PROTOCOL_VERSION, "2025-06-18").send().result();
    assertThat(result.at("/structuredContent/sum").asInt()).isEqualTo(1);
    assertThat(result.has("resultType")).isFalse();
    assertThat(result.has("_meta")).isFalse();
  }

  @Test
  void answersUnknownMethodWithStatus200() {
    Answer answer = Post.legacy(server, "no/such", "").send();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.METHOD_NOT_FOUND);
  }

  @Test
  void refusesVersionHeaderItDoesNotKnow() {
    Answer answer =
        Post.legacy(server, "tools/list", "")
            .header(McpHeaders.PROTOCOL_VERSION, "1999-01-01")
            .send();
    assertThat(answer.status()).isEqualTo(400);
  }
}
