package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.get;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.testkit.mcp.TestGateway;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandRefusalsIT {

  @Test
  void refusesAnUnknownTool() {
    assertProblem(submit(call("probe_nothing", "x")), 404, "unknown-tool");
  }

  @Test
  void namesThePermissionThatIsMissing() {
    Reply reply = submit(call("probe_wipe", "x"));

    assertProblem(reply, 403, "permission-denied");
    assertThat(reply.at("/permission")).isEqualTo("probe:destructive");
    assertThat(reply.at("/detail")).contains("probe:destructive");
  }

  @Test
  void pointsAtTheArgumentThatDoesNotMatch() {
    Reply reply = submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": 7}}");

    assertProblem(reply, 422, "schema-violation");
    assertThat(reply.at("/pointer")).isEqualTo("/key");
  }

  @Test
  void pointsAtTheArgumentOfAStepThatDoesNotMatch() {
    Reply reply =
        submit(
            """
            {"steps": [{"id": "a", "tool": "probe_read_echo",
                        "arguments": {"key": "k", "number": 101}}]}""");

    assertProblem(reply, 422, "schema-violation");
    assertThat(reply.at("/step")).isEqualTo("a");
    assertThat(reply.at("/pointer")).isEqualTo("/number");
  }

  @Test
  void refusesPlansThatCannotRun() {
    String step =
        "{\"id\": \"%s\", \"tool\": \"probe_read_echo\", \"arguments\": {\"key\": \"%s\"}}";
    for (String steps :
        List.of(
            step.formatted("a", "${zz.text}"),
            step.formatted("a", "${a.text}"),
            step.formatted("a", "${b.text}") + "," + step.formatted("b", "${a.text}"),
            step.formatted("a", "${b.nothing}") + "," + step.formatted("b", "x"),
            step.formatted("a", "${1 +}"),
            step.formatted("a b", "x"),
            "")) {
      assertProblem(submit("{\"steps\": [" + steps + "]}"), 422, "invalid-plan");
    }
  }

  @Test
  void refusesRequestsThatSayNothingOrTooMuch() {
    assertProblem(submit("{}"), 400, "malformed-request");
    assertProblem(submit("{\"tool\": \"probe_fail\", \"steps\": []}"), 400, "malformed-request");
    assertProblem(submit("{\"tool\":"), 400, "malformed-request");
    assertProblem(submit("{\"tool\": \"probe_fail\", \"priority\": 10}"), 400, "malformed-request");
  }

  @Test
  void refusesABodyOverTheLimit() {
    Reply reply = submit("{\"tool\": \"" + "x".repeat(1 << 20) + "\"}");

    assertProblem(reply, 413, "body-too-large");
    assertThat(reply.body().path("limit").asInt()).isEqualTo(1 << 20);
  }

  @Test
  void refusesCallersWithoutATokenForCommands() {
    assertThat(orchestrator().sendWithToken("nonsense", "/api/v1/commands").status())
        .isEqualTo(401);
    String other = TestGateway.get().token("ada", "orchestrator", "tools:list");
    assertProblem(
        orchestrator().sendWithToken(other, "/api/v1/commands"), 403, "permission-denied");
  }

  @Test
  void refusesWordsWithoutALanguageModel() {
    assertProblem(submit("{\"text\": \"free some space\"}"), 503, "service-unavailable");
  }

  @Test
  void hidesTheCommandsOfOthers() {
    Reply reply = submit(call("probe_read_echo", "mine"));
    String path = "/api/v1/commands/" + reply.at("/id");

    assertProblem(orchestrator().send("eve", "GET", path, null), 404, "unknown-command");
    assertProblem(
        orchestrator().send("eve", "POST", path + "/cancel", null), 404, "unknown-command");
    assertProblem(
        orchestrator().send("eve", "GET", path + "/events", null), 404, "unknown-command");
    assertThat(orchestrator().send("eve", "GET", path, null, "commands:read-all").status())
        .isEqualTo(200);
    assertProblem(get(UUID.randomUUID().toString()), 404, "unknown-command");
  }
}
