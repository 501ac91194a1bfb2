package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.get;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import org.junit.jupiter.api.Test;

/** Undoing commands that ended. */
class UndoIT {

  @Test
  void undoesCallsInReverseAndLeavesThoseThatReadAlone() {
    tools().values.put("undo", "old");
    Reply done = submit(plan("undo"));

    Reply report = orchestrator().get(path(done) + "/undo");
    assertThat(report.at("/calls/0/step")).isEqualTo("b");
    assertThat(report.at("/calls/0/undo/status")).isEqualTo("possible");
    assertThat(report.body().at("/calls").size()).isEqualTo(2);
    orchestrator().post(path(done) + "/undo", null);

    awaitStatus(done, "undone");
    assertThat(tools().values).containsEntry("undo", "old");
    assertThat(tools().changes).containsSubsequence("undo=two", "undo=one", "undo=old");
    assertProblem(orchestrator().post(path(done) + "/undo", null), 409, "conflict");
  }

  @Test
  void refusesWhereTheWorldMovedOnAndSaysSo() {
    Reply done = submit(plan("moved"));
    tools().values.put("moved", "somebody else's");

    orchestrator().post(path(done) + "/undo", null);

    awaitStatus(done, "partly_undone");
    assertThat(get(id(done)).at("/steps/1/undo/status")).isEqualTo("not_undone");
    assertThat(get(id(done)).at("/steps/1/undo/reason/detail")).contains("somebody else's");
    assertThat(tools().values).containsEntry("moved", "somebody else's");
  }

  @Test
  void saysWhichCallsOfferNoUndo() {
    Reply done = submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"no-undo\"}}");

    Reply view = orchestrator().post(path(done) + "/undo", null);

    assertThat(view.at("/status")).isEqualTo("partly_undone");
    assertThat(view.at("/undo/reason/code")).isEqualTo("not-undoable");
    assertThat(view.at("/undo/reason/detail")).contains("offers no undo");
  }

  @Test
  void whatOnlyReadCannotBeUndone() {
    Reply done = submit("{\"tool\": \"probe_read_echo\", \"arguments\": {\"key\": \"read-only\"}}");

    assertProblem(orchestrator().post(path(done) + "/undo", null), 409, "conflict");
  }

  @Test
  void somebodyElsesCommandIsNotUndone() {
    Reply done = submit(plan("theirs"));

    assertProblem(
        orchestrator().send("eve", "POST", path(done) + "/undo", null, "probe:write"),
        404,
        "unknown-command");
    assertThat(tools().values).containsEntry("theirs", "two");
  }

  @Test
  void dryRunShowsThePreviewOfTheToolAndNeedsPermissionToReadOnly() {
    Reply report =
        orchestrator()
            .send(
                "ada",
                "POST",
                "/api/v1/commands",
                "{\"dryRun\": true, \"tool\": \"probe_set_value\","
                    + " \"arguments\": {\"key\": \"dry\", \"text\": \"x\"}}",
                "probe:read");

    assertThat(report.at("/steps/0/preview/text")).isEqualTo("Would set dry to x");
    assertThat(report.at("/steps/0/permitted")).isEqualTo("false");
    assertThat(tools().values).doesNotContainKey("dry");
    assertThat(tools().effects("dry")).isZero();
  }

  private static String plan(String key) {
    return """
    {"steps": [
      {"id": "a", "tool": "probe_set_value", "arguments": {"key": "%1$s", "text": "one"}},
      {"id": "b", "tool": "probe_set_value", "needs": ["a"],
       "arguments": {"key": "%1$s", "text": "two"}},
      {"id": "c", "tool": "probe_read_echo", "needs": ["b"], "arguments": {"key": "%1$s-read"}}]}"""
        .formatted(key);
  }

  private static String id(Reply reply) {
    return reply.at("/id");
  }

  private static String path(Reply reply) {
    return "/api/v1/commands/" + id(reply);
  }
}
