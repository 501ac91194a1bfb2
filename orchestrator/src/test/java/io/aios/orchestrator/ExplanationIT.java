package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why a recorded command went as it did. */
class ExplanationIT {

  @Test
  void tellsInOrderWhatDecidedAboutACall() {
    JsonNode told = explain(submit(call("probe_add_mark", "explained")));

    assertThat(stages(told))
        .containsExactly(
            "identity", "plan", "limit", "approval", "permission", "route", "tool", "end");
    assertThat(detail(told, "identity")).contains("ada through test").contains("probe:write");
    assertThat(detail(told, "permission"))
        .isEqualTo("It needs probe:write, which probe:write grants");
    assertThat(detail(told, "route")).contains("server 'probe'").contains("sent once");
    assertThat(told.path("status").asString()).isEqualTo("succeeded");
  }

  @Test
  void namesConditionsListsFailuresAndWhatTheyMeant() {
    JsonNode told =
        explain(
            submit(
                """
                {"input": [1, 2], "idempotencyKey": "explained-plan", "steps": [
                  {"id": "each", "tool": "probe_read_echo", "when": "input.size() > 1",
                   "forEach": {"items": "input", "limit": 5, "parallel": 2},
                   "arguments": {"key": "e${item}"}},
                  {"id": "fails", "tool": "probe_fail", "arguments": {"key": "ef"},
                   "onError": "continue"},
                  {"id": "never", "tool": "probe_add_mark", "when": "fails.error == null",
                   "arguments": {"key": "e"}}]}\
                """));

    assertThat(detail(told, "idempotency")).contains("explained-plan");
    assertThat(of(told, "each"))
        .contains("condition PASSES It is true: input.size() > 1")
        .contains("list TELLS It is run for 2 items, 2 at a time; the limit is 5");
    assertThat(of(told, "each[1]")).anyMatch(line -> line.startsWith("permission PASSES"));
    assertThat(of(told, "fails"))
        .anyMatch(line -> line.startsWith("tool REFUSES tool-error after "))
        .contains("onError TELLS The command goes on; later steps see the error");
    assertThat(of(told, "never"))
        .containsExactly("condition REFUSES its condition is false: fails.error == null");
  }

  @Test
  void namesRetriesCachesAndLimits() {
    JsonNode again =
        explain(
            submit(
                """
                {"steps": [{"id": "a", "tool": "probe_fail_twice", "arguments": {"key": "er"},
                  "retry": {"attempts": 3, "delay": "PT0.01S"}}]}\
                """));
    assertThat(of(again, "a"))
        .anyMatch(line -> line.startsWith("retry TELLS tool-error: It is broken: er"))
        .contains("retry TELLS Call number 3 of 3");

    submit(call("probe_read_cached", "ec"));
    assertThat(stages(explain(submit(call("probe_read_cached", "ec"))))).contains("cache");

    JsonNode late =
        explain(
            submit(
                "{\"timeout\": 0.3, \"tool\": \"probe_hold_read\", \"arguments\": {\"key\":"
                    + " \"el\"}}"));
    assertThat(detail(late, "limit")).contains("300 ms");
    assertThat(of(late, "call")).anyMatch(line -> line.startsWith("limit REFUSES timed-out"));
  }

  @Test
  void namesWhatTheGatewayTurnedAwayAndTreated() {
    JsonNode told = explain(submit(call("probe_refuse_twice", "turned-away")));
    assertThat(of(told, "call"))
        .anyMatch(line -> line.matches("retry TELLS .* sent [23] times .*"));

    JsonNode filtered = explain(submit(call("probe_read_secret", "secret")));
    assertThat(of(filtered, "call"))
        .contains("filter TELLS The gateway treated parts of the answer: {api-key=2}");
  }

  @Test
  void tellsHowUndoingWent() {
    Reply done = submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"eu\"}}");
    orchestrator().post(path(done) + "/undo", null);
    awaitStatus(done, "partly_undone");

    JsonNode told = explain(done);
    assertThat(detail(told, "undo")).contains("ada through test");
    assertThat(of(told, "call")).anyMatch(line -> line.startsWith("undo REFUSES not-undoable"));
  }

  @Test
  void isForWhoMaySeeTheCommand() {
    Reply done = submit(call("probe_read_echo", "private"));

    assertProblem(
        orchestrator().send("eve", "GET", path(done) + "/explanation", null, "probe:read"),
        404,
        "unknown-command");
  }

  private static JsonNode explain(Reply command) {
    Reply told = orchestrator().get(path(command) + "/explanation");
    assertThat(told.status()).as(told.body().toPrettyString()).isEqualTo(200);
    return told.body();
  }

  private static String path(Reply command) {
    return "/api/v1/commands/" + command.at("/id");
  }

  private static List<String> stages(JsonNode told) {
    return told.path("decisions").valueStream().map(each -> each.path("stage").asString()).toList();
  }

  private static String detail(JsonNode told, String stage) {
    return told.path("decisions")
        .valueStream()
        .filter(each -> each.path("stage").asString().equals(stage))
        .map(each -> each.path("detail").asString())
        .findFirst()
        .orElse("");
  }

  private static List<String> of(JsonNode told, String step) {
    return told.path("decisions")
        .valueStream()
        .filter(each -> each.path("step").asString("").equals(step))
        .map(
            each ->
                "%s %s %s"
                    .formatted(
                        each.path("stage").asString(),
                        each.path("verdict").asString(),
                        each.path("detail").asString()))
        .toList();
  }
}
