package io.aios.mcp.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.About;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import io.aios.mcp.server.Caching;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PromptsFeatureTest {
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    PromptSet prompts =
        PromptSet.builder()
            .prompt(
                PromptDescriptor.of(
                    "review",
                    About.of("Asks for a review"),
                    List.of(
                        new PromptArgument("code", "What to review", true),
                        new PromptArgument("style", null, false))),
                (arguments, exchange) ->
                    new PromptResult(
                        "A review",
                        List.of(
                            PromptMessage.user("Review " + arguments.get("code")),
                            PromptMessage.assistant("In style " + arguments.get("style")))))
            .prompt(
                PromptDescriptor.of("greet", About.of("Greets"), List.of()),
                (arguments, exchange) -> PromptResult.of(PromptMessage.user("Hello")))
            .build();
    server =
        FixtureServer.start(
            0, builder -> builder.with(new PromptsFeature(prompts, Caching.NONE, 10)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer get(String name, String arguments) {
    String params = "\"name\":\"" + name + "\",\"arguments\":" + arguments;
    return Post.modern(server, "prompts/get", params).header(McpHeaders.NAME, name).send();
  }

  @Test
  void announcesPromptsAndNothingElse() {
    JsonNode result = Post.modern(server, "server/discover", "").send().result();
    assertThat(result.path("capabilities").propertyNames()).containsExactly("prompts");
  }

  @Test
  void listsPromptsWithTheirArguments() {
    JsonNode result = Post.modern(server, "prompts/list", "").send().result();
    assertThat(result.path("prompts").toString())
        .isEqualTo(
            """
            [{"name":"greet","description":"Greets"},{"name":"review",\
            "description":"Asks for a review","arguments":[{"name":"code",\
            "description":"What to review","required":true},{"name":"style","required":false}]}]""");
    assertThat(result.path("ttlMs").isInt()).isTrue();
  }

  @Test
  void fillsPrompt() {
    JsonNode result = get("review", "{\"code\":\"x\",\"style\":\"y\"}").result();
    assertThat(result.path("description").asString()).isEqualTo("A review");
    assertThat(result.path("messages").toString())
        .isEqualTo(
            """
            [{"role":"user","content":{"type":"text","text":"Review x"}},\
            {"role":"assistant","content":{"type":"text","text":"In style y"}}]""");
    assertThat(result.has("ttlMs")).isFalse();
  }

  @Test
  void fillsPromptInTheLegacyEra() {
    Answer answer = Post.legacy(server, "prompts/get", "\"name\":\"greet\"").send();
    assertThat(answer.result().path("messages").size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "review | {}            | 'code'",
        "review | {\"code\":7}  | 'code'",
        "review | []            | 'arguments'",
        "other  | {}            | 'other'"
      })
  void namesWhatIsWrong(String prompt, String arguments, String named) {
    Answer answer = get(prompt, arguments);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
    assertThat(answer.json().path("error").path("message").asString()).contains(named);
  }
}
