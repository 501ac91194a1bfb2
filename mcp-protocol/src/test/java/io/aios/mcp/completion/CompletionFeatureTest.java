package io.aios.mcp.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpError;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionFeatureTest {
  private static final List<String> LANGUAGES = List.of("python", "pascal", "java");
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    Completer completer =
        (typed, exchange) ->
            switch (typed.target()) {
              case CompletionRequest.Prompt(String name) when name.equals("review") ->
                  Completion.startingWith(typed.value(), LANGUAGES);
              case CompletionRequest.Template(String uri) ->
                  Completion.of(List.of(uri + typed.argument() + typed.context()));
              case CompletionRequest.Prompt(String name) ->
                  throw McpError.invalidParams("There is no prompt '" + name + "'");
            };
    server = FixtureServer.start(0, builder -> builder.with(new CompletionFeature(completer)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer complete(String ref, String rest) {
    return Post.modern(server, "completion/complete", "\"ref\":" + ref + "," + rest).send();
  }

  @Test
  void completesArgumentOfPrompt() {
    Answer answer =
        complete(
            "{\"type\":\"ref/prompt\",\"name\":\"review\"}",
            "\"argument\":{\"name\":\"language\",\"value\":\"PA\"}");
    assertThat(answer.result().path("completion").toString())
        .isEqualTo("{\"values\":[\"pascal\"],\"total\":1,\"hasMore\":false}");
  }

  @Test
  void completesVariableOfTemplateInItsContext() {
    Answer answer =
        complete(
            "{\"type\":\"ref/resource\",\"uri\":\"a:{x}\"}",
            """
            "argument":{"name":"x","value":""},"context":{"arguments":{"y":"z"}}""");
    assertThat(answer.result().path("completion").path("values").path(0).asString())
        .isEqualTo("a:{x}x{y=z}");
  }

  @Test
  void givesAHundredSuggestionsAndSaysThatThereAreMore() {
    Completion completion =
        Completion.of(IntStream.range(0, 101).mapToObj(String::valueOf).toList());
    assertThat(completion.values()).hasSize(100);
    assertThat(completion.total()).isEqualTo(101);
    assertThat(completion.hasMore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"ref/prompt\",\"name\":\"other\"}",
        "{\"type\":\"ref/prompt\"}",
        "{\"type\":\"ref/resource\",\"name\":\"x\"}",
        "{\"type\":\"ref/tool\",\"name\":\"x\"}",
        "7"
      })
  void refusesUnknownTargets(String ref) {
    Answer answer = complete(ref, "\"argument\":{\"name\":\"x\",\"value\":\"\"}");
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"argument\":{\"name\":\"x\"}",
        "\"argument\":7",
        "\"argument\":{\"name\":\"x\",\"value\":\"\"},\"context\":{\"arguments\":{\"y\":1}}"
      })
  void refusesArgumentsOfOtherTypes(String rest) {
    Answer answer = complete("{\"type\":\"ref/prompt\",\"name\":\"review\"}", rest);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }
}
