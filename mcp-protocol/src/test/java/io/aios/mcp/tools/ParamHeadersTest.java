package io.aios.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aios.mcp.About;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.McpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ParamHeadersTest {
  private static final ToolDescriptor TOOL =
      ToolDescriptor.of(
          "route",
          json(
              """
              {"type":"object","properties":{
                "region":{"type":"string","x-mcp-header":"Region"},
                "level":{"type":"integer","x-mcp-header":"Level"},
                "at":{"type":"object","properties":{
                  "dry":{"type":"boolean","x-mcp-header":"Dry"}}}}}
              """),
          About.of("Goes somewhere"));
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    ToolSet tools =
        ToolSet.builder().tool(TOOL, (a, exchange) -> CallToolResult.text(a.toString())).build();
    server =
        FixtureServer.start(0, builder -> builder.with(new ToolsFeature(tools, Caching.NONE, 10)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) McpJson.MAPPER.readTree(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"region\":\"eu\"}    | Region | eu",
        "{\"region\":\"eu\"}    | Region | =?base64?ZXU=?=",
        "{\"region\":\"\"}      | Region | =?base64??=",
        "{\"level\":42}         | Level  | 42",
        "{\"level\":42}         | Level  | 42.0",
        "{\"level\":-1}         | Level  | -1",
        "{\"at\":{\"dry\":true}}| Dry    | true"
      })
  void acceptsHeaderThatSaysTheSame(String arguments, String name, String value) {
    Answer answer = Post.call(server, "route", arguments).header("Mcp-Param-" + name, value).send();
    assertThat(answer.errorCode()).isZero();
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"region\":\"eu\"}    | Region | us",
        "{\"region\":\"eu\"}    | Region | EU",
        "{\"region\":\"eu\"}    | Region | =?base64?ZXU?=",
        "{\"region\":\"eu\"}    | Region | =?base64?Z!U=?=",
        "{\"region\":{}}        | Region | {}",
        "{}                     | Region | eu",
        "{\"region\":null}      | Region | null",
        "{\"level\":42}         | Level  | 43",
        "{\"level\":42}         | Level  | four",
        "{\"at\":{\"dry\":true}}| Dry    | True"
      })
  void refusesHeaderThatSaysOtherwise(String arguments, String name, String value) {
    Answer answer = Post.call(server, "route", arguments).header("Mcp-Param-" + name, value).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.HEADER_MISMATCH);
    assertThat(answer.json().path("error").path("message").asString()).contains(name);
  }

  @Test
  void refusesArgumentWithoutItsHeader() {
    Answer answer = Post.call(server, "route", "{\"region\":\"eu\"}").send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.HEADER_MISMATCH);
  }

  @Test
  void asksNoHeaderOfTheLegacyEra() {
    String params = "\"name\":\"route\",\"arguments\":{\"region\":\"eu\"}";
    assertThat(Post.legacy(server, "tools/call", params).send().errorCode()).isZero();
  }

  @Test
  void clientMirrorsWhatTheToolDeclares() {
    ObjectNode arguments = json("{\"region\":\"zürich\",\"level\":7,\"at\":{\"dry\":false}}");
    ToolRequest request = new ToolRequest("route", arguments, Duration.ofSeconds(30));
    ToolRequest mirrored = request.mirrored(TOOL);
    assertThat(mirrored.headers())
        .isEqualTo(
            Map.of(
                "Mcp-Param-Region", "=?base64?esO8cmljaA==?=",
                "Mcp-Param-Level", "7",
                "Mcp-Param-Dry", "false"));
    assertThat(McpClient.builder(server.uri()).build().callTool(mirrored).isError()).isFalse();
  }

  @Test
  void clientLeavesOutToolsThatDeclareHeadersWrongly() {
    ToolDescriptor wrong =
        ToolDescriptor.of(
            "wrong",
            json("{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}"),
            About.of("Wrong"));
    ToolCatalog catalog =
        new ToolCatalog() {
          @Override
          public List<ToolDescriptor> list(McpExchange exchange) {
            return List.of(TOOL, wrong);
          }

          @Override
          public CallToolResult call(String name, ObjectNode arguments, McpExchange exchange) {
            return CallToolResult.text(name);
          }
        };
    try (FixtureServer other =
        FixtureServer.start(
            0, builder -> builder.with(new ToolsFeature(catalog, Caching.NONE, 10)))) {
      assertThat(McpClient.builder(other.uri()).build().listTools(Duration.ofSeconds(30)))
          .containsExactly(TOOL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a b\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a:\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"ä\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},"
            + "\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}}",
        "{\"properties\":{\"a\":{\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}",
        "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}]}"
      })
  void refusesDeclarationsThatBreakTheRules(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> ParamHeaders.declaredIn(json(schema)));
  }
}
