package io.aios.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aios.mcp.About;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import io.aios.mcp.schema.NetworkntSchemas;
import io.aios.mcp.server.Caching;
import io.aios.mcp.server.Members;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Tools whose arguments and answers are held to their schemas. */
class ToolSetTest {
  private static final String HALF =
      """
      {"name":"half","inputSchema":{"type":"object","required":["of"],"properties":{
        "of":{"type":"integer","maximum":100}},"additionalProperties":false},
       "outputSchema":{"type":"object","required":["half"],"properties":{
        "half":{"type":"integer"}}}}
      """;
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    ToolSet tools =
        ToolSet.builder()
            .schemas(new NetworkntSchemas())
            .tool(
                new ToolDescriptor(json(HALF)),
                (arguments, exchange) -> half(arguments.path("of").asInt()))
            .build();
    server =
        FixtureServer.start(0, builder -> builder.with(new ToolsFeature(tools, Caching.NONE, 10)));
  }

  /** Negative numbers are answered wrongly, zero not at all. */
  private static CallToolResult half(int number) {
    if (number == 0) {
      return CallToolResult.text("nothing structured");
    }
    if (number % 2 != 0) {
      return CallToolResult.failure(number + " is odd");
    }
    Object answer = number < 0 ? "a string" : new RawValue("{\"half\":" + number / 2 + "}");
    return new CallToolResult(List.of(), answer, false, Members.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) McpJson.MAPPER.readTree(text);
  }

  private static Answer call(String arguments) {
    return Post.call(server, "half", arguments).send();
  }

  private static String textOf(Answer answer) {
    return answer.result().path("content").path(0).path("text").asString();
  }

  @Test
  void answersWhatMatchesBothSchemas() {
    assertThat(call("{\"of\":8}").result().path("structuredContent").toString())
        .isEqualTo("{\"half\":4}");
  }

  @Test
  void tellsTheModelWhichArgumentIsWrongAndWhatItsLimitIs() {
    Answer answer = call("{\"of\":101,\"and\":1}");
    assertThat(answer.result().path("isError").asBoolean()).isTrue();
    assertThat(textOf(answer)).contains("'/of'", "100", "101", "'/and'");
    assertThat(textOf(call("{}"))).contains("'/of'", "nothing");
  }

  @Test
  void letsFailuresPassWithoutStructuredAnswer() {
    assertThat(textOf(call("{\"of\":7}"))).isEqualTo("7 is odd");
  }

  @Test
  void refusesToPassOnAnswersThatBreakTheSchema() {
    assertThat(call("{\"of\":-2}").errorCode()).isEqualTo(ErrorCodes.INTERNAL_ERROR);
    assertThat(call("{\"of\":0}").errorCode()).isEqualTo(ErrorCodes.INTERNAL_ERROR);
  }

  @Test
  void refusesToolGivenTwice() {
    ToolDescriptor tool = ToolDescriptor.of("a", McpJson.object(), About.of("A"));
    var builder = ToolSet.builder().tool(tool, (a, exchange) -> CallToolResult.text("a"));
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.tool(tool, (a, exchange) -> CallToolResult.text("b")))
        .withMessageContaining("'a'");
  }

  @Test
  void namesTheToolWhoseSchemaIsNone() {
    ToolDescriptor tool =
        ToolDescriptor.of("a", json("{\"$ref\":\"#/$defs/nowhere\"}"), About.of("A"));
    var builder =
        ToolSet.builder()
            .schemas(new NetworkntSchemas())
            .tool(tool, (a, exchange) -> CallToolResult.text("a"));
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("'a'");
  }
}
