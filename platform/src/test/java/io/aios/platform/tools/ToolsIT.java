package io.aios.platform.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.mcp.McpError;
import io.aios.mcp.McpJson;
import io.aios.mcp.client.InputHandler;
import io.aios.mcp.client.McpClient;
import io.aios.mcp.client.McpUnreachable;
import io.aios.mcp.client.ToolAnswer;
import io.aios.mcp.client.ToolRequest;
import io.aios.mcp.input.Elicitation;
import io.aios.mcp.tools.Content;
import io.aios.testkit.mcp.McpServerKit;
import io.aios.testkit.mcp.TestGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=probe",
      "spring.application.name=mcp-probe",
      "aios.tools.server=probe",
      "aios.tools.keep-alive=1s",
      "aios.security.trusted-issuers=urn:aios:gateway,urn:aios:orchestrator"
    })
class ToolsIT extends McpServerKit {
  @Autowired private ProbeTools probe;
  @Autowired private MeterRegistry metrics;

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({ProbeTools.class, ProbeFlows.class})
  static class Fixture {}

  private static ObjectNode word(String word) {
    return McpJson.object().put("word", word);
  }

  @Test
  void fillsDefaultsAndAnswersRecords() {
    ToolAnswer answer = call("probe_find_words", word("hello").put("order", "newest-first"));
    assertThat(answer.isError()).as(answer.text()).isFalse();
    JsonNode found = answer.structuredContent();
    assertThat(found).isNotNull();
    assertThat(found.path("count").asInt()).isEqualTo(3);
    assertThat(found.path("order").asString()).isEqualTo("NEWEST");
    assertThat(McpJson.MAPPER.readTree(answer.text())).isEqualTo(found);
    JsonNode plain = call("probe_find_words", word("hello")).structuredContent();
    assertThat(plain.has("order")).isFalse();
  }

  private static ToolRequest ofCommand(String tool, ObjectNode arguments) {
    return new ToolRequest(tool, arguments, TIMEOUT, null, Map.of("X-Aios-Command-Id", "0195-abc"));
  }

  @Test
  void knowsItsCallerAndTheCommandTheGatewayNames() {
    JsonNode found =
        client("tool:probe_find_words")
            .callTool(ofCommand("probe_find_words", word("who")))
            .structuredContent();
    assertThat(found.path("caller").asString())
        .isEqualTo("Caller[subject=ada, client=test, commandId=0195-abc]");
  }

  /** The token verifies: this server was told to believe the orchestrator too. */
  @Test
  void believesNobodyElseWhichCommandACallBelongsTo() {
    String token =
        TestGateway.get()
            .tokenOf("orchestrator", "ada", "mcp-probe", List.of(), "tool:probe_find_words");
    McpClient client = McpClient.builder(endpoint()).token(() -> token).build();

    JsonNode found =
        client.callTool(ofCommand("probe_find_words", word("who"))).structuredContent();
    assertThat(found.path("caller").asString())
        .isEqualTo("Caller[subject=ada, client=test, commandId=null]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"word\":\"a\",\"count\":10}|'/count'|10",
        "{\"word\":\"aB\"}|'/word'|\"aB\"",
        "{\"count\":1}|'/word'|required",
        "{\"word\":\"a\",\"order\":\"random\"}|'/order'|\"random\"",
        "{\"word\":\"a\",\"filter\":{\"name\":\"\"}}|'/filter/name'|\"\"",
        "{\"word\":\"a\",\"maxChars\":1}|'/maxChars'|200",
        "{\"word\":\"refused\"}|refused|refused"
      })
  void namesWhatIsWrongWithArguments(String arguments, String pointer, String detail) {
    ToolAnswer answer = call("probe_find_words", (ObjectNode) McpJson.MAPPER.readTree(arguments));
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).contains(pointer.replace("'", ""), detail, "Next: ");
  }

  @Test
  void tellsExpectedFailuresWithTheirNextStep() {
    ToolAnswer answer = call("probe_fail_politely", McpJson.object());
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text())
        .isEqualTo("disk-full: The disk has 3 bytes left\nNext: Remove something");
    assertThat(answer.meta().path(ToolMeta.ERROR).path("code").asString()).isEqualTo("disk-full");
  }

  @Test
  void hidesUnexpectedFailuresBehindTheirTrace() {
    ToolAnswer answer = call("probe_break_things", McpJson.object());
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text())
        .startsWith("internal-error")
        .containsPattern("trace [0-9a-f]{32}")
        .doesNotContain("secret");
  }

  @Test
  void cutsLongAnswersAndReadsOnOnlyForTheSameCaller() {
    ObjectNode arguments = McpJson.object().put("lines", 100).put("maxChars", 300);
    ToolAnswer answer = call("probe_print_lines", arguments);
    assertThat(answer.content()).hasSize(2).last().isInstanceOf(Content.Image.class);
    List<String> pieces = new ArrayList<>();
    while (answer.meta().has(ToolMeta.CURSOR)) {
      assertThat(answer.text()).contains("call probe_read_more with cursor");
      pieces.add(answer.text().substring(0, answer.text().lastIndexOf("\n[cut here")));
      String cursor = answer.meta().path(ToolMeta.CURSOR).asString();
      assertThat(readAs("mallory", cursor).text()).startsWith("unknown-cursor");
      answer = readAs("ada", cursor);
    }
    pieces.add(answer.text());
    assertThat(String.join("", pieces).lines()).hasSize(100).last().isEqualTo("line 100");
  }

  private ToolAnswer readAs(String subject, String cursor) {
    String tool = "probe_read_more";
    String token = TestGateway.get().token(subject, "mcp-probe", "tool:" + tool);
    ObjectNode arguments = McpJson.object().put("cursor", cursor).put("maxChars", 300);
    return McpClient.builder(endpoint())
        .token(() -> token)
        .build()
        .callTool(new ToolRequest(tool, arguments, TIMEOUT));
  }

  @Test
  void asksTheUserAndFindsWhatItRemembered() {
    McpClient client = asked(token("tool:probe_ask_user")).build();
    JsonNode answered = client.callTool(about("probe_ask_user", "cats")).structuredContent();
    assertThat(answered).isNotNull();
    assertThat(answered.path("answer").asString()).isEqualTo("meow");
    assertThat(answered.path("memory").asString()).isEqualTo("cats");
  }

  @Test
  void opensNoStateThatAnotherUserWasGiven() {
    InputHandler noting =
        InputHandler.forms(form -> new Elicitation.Accepted(McpJson.object().put("word", "x")));
    ObjectNode params = McpJson.object().put("name", "probe_ask_user");
    params.putObject("arguments").put("topic", "cats");
    String state = round("ada", params, noting).path("requestState").asString();
    params.put("requestState", state);
    assertThatExceptionOfType(McpError.class)
        .isThrownBy(() -> round("mallory", params.deepCopy(), noting))
        .withMessageContaining("requestState");
    assertThat(round("ada", params, noting).path("resultType").asString())
        .isEqualTo("input_required");
  }

  private JsonNode round(String subject, ObjectNode params, InputHandler input) {
    String token = TestGateway.get().token(subject, "mcp-probe", "tool:probe_ask_user");
    return McpClient.builder(endpoint())
        .token(() -> token)
        .input(input)
        .customizer(request -> request.setHeader("Mcp-Name", "probe_ask_user"))
        .build()
        .request("tools/call", params, TIMEOUT);
  }

  @Test
  void goesOnInTheBackgroundForTheSameCaller() {
    McpClient client = asked(token("tool:probe_work_long")).followTasks().build();
    JsonNode answered =
        client
            .callTool(ofCommand("probe_work_long", McpJson.object().put("topic", "cats")))
            .structuredContent();
    assertThat(answered).isNotNull();
    assertThat(answered.path("answer").asString()).isEqualTo("meow");
    assertThat(answered.path("caller").asString())
        .isEqualTo("Caller[subject=ada, client=test, commandId=0195-abc]");
  }

  private McpClient.Builder asked(String token) {
    return McpClient.builder(endpoint())
        .token(() -> token)
        .input(
            InputHandler.forms(
                form -> new Elicitation.Accepted(McpJson.object().put("word", "meow"))));
  }

  private static ToolRequest about(String tool, String topic) {
    return new ToolRequest(tool, McpJson.object().put("topic", topic), TIMEOUT);
  }

  @Test
  void stopsAtTheCallersTimeLimit() {
    ToolRequest request =
        new ToolRequest(
            "probe_wait_long", McpJson.object(), TIMEOUT, null, Map.of("X-Aios-Timeout-Ms", "200"));
    ToolAnswer answer = client("tool:probe_wait_long").callTool(request);
    assertThat(answer.isError()).isTrue();
    assertThat(answer.text()).startsWith("timed-out").contains("200 ms");
    assertThat(
            metrics
                .get("aios.tool.calls")
                .tags("tool", "probe_wait_long", "outcome", "timed-out")
                .timer()
                .count())
        .isPositive();
  }

  @Test
  void tellsProgressAndStopsWhenTheCallerLeaves() throws InterruptedException {
    List<String> heard = new ArrayList<>();
    ToolRequest request =
        new ToolRequest(
            "probe_wait_long",
            McpJson.object(),
            Duration.ofMillis(500),
            (progress, total, message) -> heard.add(progress + "/" + total + " " + message),
            Map.of());
    McpClient client = client("tool:probe_wait_long");
    assertThatExceptionOfType(McpUnreachable.class).isThrownBy(() -> client.callTool(request));
    assertThat(heard).containsExactly("0.1/1.0 waiting");
    assertThat(probe.interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
