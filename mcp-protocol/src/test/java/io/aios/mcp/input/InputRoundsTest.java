package io.aios.mcp.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.ErrorCodes;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Calls that ask the client, over HTTP. */
class InputRoundsTest {
  private static final String ASKS = "test_input_required_result_elicitation";
  private static final String REMEMBERS = "test_input_required_result_request_state";
  private static final String YES =
      "{\"confirm\":{\"action\":\"accept\",\"content\":{\"ok\":true}}}";
  private static FixtureServer server;

  @BeforeAll
  static void start() {
    server = FixtureServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Post call(String tool, String more) {
    return Post.call(server, tool, "{}" + more).declaring("{\"elicitation\":{}}");
  }

  private static Post repeat(String tool, String responses, String state) {
    return call(tool, ",\"inputResponses\":" + responses + ",\"requestState\":\"" + state + "\"");
  }

  private static String state(Answer answer) {
    return answer.result().path("requestState").asString("");
  }

  @Test
  void asksTheClientInsteadOfAnswering() {
    JsonNode result = call(ASKS, "").send().result();

    assertThat(result.path("resultType").asString()).isEqualTo("input_required");
    assertThat(result.at("/inputRequests/user_name/method").asString())
        .isEqualTo("elicitation/create");
    assertThat(result.at("/inputRequests/user_name/params/requestedSchema/type").asString())
        .isEqualTo("object");
    assertThat(result.has("requestState")).isFalse();
    assertThat(result.has("ttlMs")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}|Hello, Ada!|false",
        "{\"action\":\"decline\"}|Hello, whoever you are!|false",
        "{\"action\":\"cancel\"}|The user closed the question|true"
      })
  void givesTheToolTheAnswerOfTheUser(String answer, String text, boolean isError) {
    String responses = ",\"inputResponses\":{\"other\":{},\"user_name\":" + answer + "}";
    JsonNode result = call(ASKS, responses).send().result();

    assertThat(result.at("/content/0/text").asString()).isEqualTo(text);
    assertThat(result.path("isError").asBoolean()).isEqualTo(isError);
    assertThat(result.path("resultType").asString()).isEqualTo("complete");
  }

  @Test
  void asksAgainForAnswersThatAreMissing() {
    String responses = ",\"inputResponses\":{\"wrong_key\":{\"action\":\"accept\"}}";
    assertThat(call(ASKS, responses).send().result().path("inputRequests").has("user_name"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "{\"user_name\":7}", "{\"user_name\":{\"action\":\"x\"}}"})
  void refusesMalformedAnswers(String responses) {
    Answer answer = call(ASKS, ",\"inputResponses\":" + responses).send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test_input_required_result_elicitation|{}|{\"elicitation\":{}}",
        "test_input_required_result_elicitation|{\"elicitation\":{\"url\":{}}}|{\"elicitation\":{}}",
        "fixture_ask_form_and_page|{\"elicitation\":{}}|{\"elicitation\":{\"url\":{}}}",
        "fixture_ask_form_and_page|{}|{\"elicitation\":{\"url\":{}}}",
        "test_input_required_result_sampling|{\"elicitation\":{}}|{\"sampling\":{}}",
        "test_input_required_result_list_roots|{\"sampling\":{}}|{\"roots\":{}}",
        "test_input_required_result_multiple_inputs|{\"roots\":{}}|{\"elicitation\":{},\"sampling\":{}}"
      })
  void asksOnlyWhatTheClientDeclared(String tool, String declared, String required) {
    Answer answer = Post.call(server, tool, "{}").declaring(declared).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.MISSING_CAPABILITY);
    assertThat(answer.json().at("/error/data/requiredCapabilities"))
        .isEqualTo(McpJson.MAPPER.readTree(required));
  }

  @Test
  void asksForFormAndPageAtOnce() {
    JsonNode requests =
        Post.call(server, "fixture_ask_form_and_page", "{}")
            .declaring("{\"elicitation\":{\"form\":{},\"url\":{}}}")
            .send()
            .result()
            .path("inputRequests");
    assertThat(requests.at("/name/params/mode").asString()).isEqualTo("form");
    assertThat(requests.at("/page/params/mode").asString()).isEqualTo("url");
    assertThat(requests.at("/page/params/url").asString())
        .isEqualTo("https://login.example/start?a=b");
  }

  @Test
  void findsWhatItRemembered() {
    String state = state(call(REMEMBERS, "").send());
    assertThat(state).isNotEmpty();
    assertThat(repeat(REMEMBERS, YES, state).send().result().at("/content/0/text").asString())
        .isEqualTo("state-ok: asked before");
  }

  @Test
  void keepsAnswersOfEarlierRoundsInTheState() {
    String tool = "test_input_required_result_multi_round";
    Answer first = call(tool, "").send();
    String name = "{\"step1\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}}";
    Answer second = repeat(tool, name, state(first)).send();
    assertThat(second.result().path("inputRequests").propertyNames()).containsExactly("step2");
    String colour = "{\"step2\":{\"action\":\"accept\",\"content\":{\"color\":\"blue\"}}}";
    Answer third = repeat(tool, colour, state(second)).send();
    assertThat(third.result().at("/content/0/text").asString()).contains("Ada", "blue");
  }

  @Test
  void refusesStateThatWasChanged() {
    String state = state(call(REMEMBERS, "").send());
    byte[] bytes = Base64.getUrlDecoder().decode(state);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      assertThat(repeat(REMEMBERS, YES, changed).send().errorCode())
          .as("byte %d of %d", i, bytes.length)
          .isEqualTo(ErrorCodes.INVALID_PARAMS);
      bytes[i] ^= 1;
    }
    assertThat(repeat(REMEMBERS, YES, state + "-TAMPERED").send().errorCode())
        .isEqualTo(ErrorCodes.INVALID_PARAMS);
    assertThat(repeat(REMEMBERS, YES, "").send().errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void refusesStateOfAnotherPrincipal() {
    String state = state(call(REMEMBERS, "").header("X-User", "ada").send());

    assertThat(repeat(REMEMBERS, YES, state).header("X-User", "ada").send().result().has("content"))
        .isTrue();
    assertThat(repeat(REMEMBERS, YES, state).header("X-User", "eve").send().errorCode())
        .isEqualTo(ErrorCodes.INVALID_PARAMS);
    assertThat(repeat(REMEMBERS, YES, state).send().errorCode())
        .isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void refusesStateOfAnotherTool() {
    String state = state(call(REMEMBERS, "").send());
    String twin = "test_input_required_result_tampered_state";
    assertThat(repeat(twin, YES, state).send().errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void refusesStateOfOtherArguments() {
    String big = "{\"amount\":9007199254740993,\"to\":\"ada\"}";
    String state =
        state(Post.call(server, REMEMBERS, big).declaring("{\"elicitation\":{}}").send());
    String answers = ",\"inputResponses\":" + YES + ",\"requestState\":\"" + state + "\"";
    String reordered = "{\"to\":\"ada\",\"amount\":9007199254740993}";
    String changed = "{\"amount\":9007199254740992,\"to\":\"ada\"}";

    assertThat(Post.call(server, REMEMBERS, reordered + answers).send().result().has("content"))
        .isTrue();
    assertThat(Post.call(server, REMEMBERS, changed + answers).send().errorCode())
        .isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void refusesStateThatExpired() {
    String state = state(call(REMEMBERS, "").send());
    server.flows.clock.advance(Duration.ofMinutes(6));
    assertThat(repeat(REMEMBERS, YES, state).send().errorCode())
        .isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void tellsLegacyClientsThatTheyCannotBeAsked() {
    JsonNode result =
        Post.legacy(server, "tools/call", "\"name\":\"" + ASKS + "\"").send().result();

    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.at("/content/0/text").asString()).contains("2026-07-28");
  }
}
