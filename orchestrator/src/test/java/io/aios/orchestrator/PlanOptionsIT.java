package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import org.junit.jupiter.api.Test;

/** forEach, retry, timeout, onError, input and output, and saved plans. */
class PlanOptionsIT {
  private static final String[] AUTHOR = {"probe:read", "probe:write", "plans:write"};

  @Test
  void runsAStepForEachItemAndGathersTheResults() {
    Reply reply =
        submit(
            """
            {"input": {"names": ["x", "y", "z"]}, "steps": [
              {"id": "each", "tool": "probe_read_echo", "forEach": {"items": "input.names", "parallel": 2},
               "arguments": {"key": "each-${item}", "number": "${index}"}},
              {"id": "all", "tool": "probe_read_echo",
               "arguments": {"key": "${string(each.result.size())}",
                 "text": "${each.result[2].key}"}}],
             "output": {"last": "${all.text}", "numbers": "${each.result.map(r, r.number)}"}}\
            """);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().at("/output").toString())
        .isEqualTo("{\"last\":\"did 3each-z\",\"numbers\":[0,1,2]}");
    assertThat(tools().effects("each-y")).isEqualTo(1);
  }

  @Test
  void refusesAListThatIsLongerThanItsLimit() {
    Reply reply =
        submit(
            """
            {"input": [1, 2, 3], "steps": [
              {"id": "each", "tool": "probe_read_echo", "forEach": {"items": "input", "limit": 2},
               "arguments": {"key": "too-many"}}]}\
            """);

    assertThat(reply.at("/failure/code")).isEqualTo("too-many-items");
    assertThat(reply.at("/failure/detail")).contains("3 items").contains("limit is 2");
    assertThat(tools().effects("too-many")).isZero();
  }

  @Test
  void triesAgainAsOftenAsTheStepSays() {
    Reply reply =
        submit(
            """
            {"steps": [{"id": "a", "tool": "probe_fail_twice", "arguments": {"key": "third"},
              "retry": {"attempts": 3, "delay": "PT0.01S"}}]}\
            """);

    assertThat(reply.at("/status")).isEqualTo("succeeded");
    assertThat(tools().effects("third")).isEqualTo(3);
  }

  @Test
  void neverRetriesACallThatMayHaveHadItsEffect() {
    Reply reply =
        submit(
            """
            {"steps": [{"id": "a", "tool": "probe_fail", "arguments": {"key": "never-twice"},
              "retry": {"attempts": 5, "delay": "PT0.01S"}}]}\
            """);

    assertThat(reply.at("/failure/code")).isEqualTo("tool-error");
    assertThat(tools().effects("never-twice")).isEqualTo(1);
  }

  @Test
  void stopsACallAtTheTimeLimitOfItsStep() {
    Reply reply =
        submit(
            """
            {"steps": [{"id": "a", "tool": "probe_hold_read", "arguments": {"key": "step-limit"},
              "timeout": "PT0.3S"}]}\
            """);

    // The detail is of whoever noticed first: the engine, its connection, or the tool's server.
    assertThat(reply.at("/failure/code")).as(reply.body().toString()).isEqualTo("timed-out");
  }

  @Test
  void goesOnAfterAToleratedFailureWhichLaterStepsSee() {
    Reply reply =
        submit(
            """
            {"steps": [
              {"id": "a", "tool": "probe_fail", "arguments": {"key": "tolerated"}, "onError": "continue"},
              {"id": "b", "tool": "probe_read_echo", "when": "a.error.code == 'tool-error'",
               "arguments": {"key": "after-${a.error.code}"}}]}\
            """);

    assertThat(reply.at("/status")).isEqualTo("succeeded");
    assertThat(reply.at("/steps/0/status")).isEqualTo("failed");
    assertThat(tools().effects("after-tool-error")).isEqualTo(1);
  }

  @Test
  void undoesWhatWasDoneWhenAStepFailsThatWantsCompensation() {
    tools().values.put("saga", "old");
    Reply reply =
        submit(
            """
            {"steps": [
              {"id": "a", "tool": "probe_set_value", "arguments": {"key": "saga", "text": "one"}},
              {"id": "b", "tool": "probe_set_value", "needs": ["a"],
               "arguments": {"key": "saga", "text": "two"}},
              {"id": "c", "tool": "probe_fail", "needs": ["b"], "arguments": {"key": "saga-end"},
               "onError": "compensate"}]}\
            """);

    assertThat(reply.at("/status")).isEqualTo("undone");
    assertThat(reply.at("/failure/code")).isEqualTo("tool-error");
    assertThat(tools().values).containsEntry("saga", "old");
    assertThat(tools().changes).containsSubsequence("saga=one", "saga=two", "saga=one", "saga=old");
  }

  @Test
  void refusesPlansWhoseOptionsAreOutOfBounds() {
    Reply reply =
        submit(
            """
            {"steps": [{"id": "a", "tool": "probe_read_echo", "arguments": {"key": "k"},
              "retry": {"attempts": 99}}]}\
            """);

    assertProblem(reply, 422, "invalid-plan");
    assertThat(reply.at("/detail")).contains("99").contains("2 to 20");
  }

  @Test
  void runsASavedPlanInTheVersionAskedFor() {
    save("greet", "hello");
    save("greet", "goodbye");

    Reply newest = submit("{\"plan\": \"greet\", \"input\": {\"who\": \"ada\"}}");
    Reply first =
        submit("{\"plan\": \"greet\", \"planVersion\": 1, \"input\": {\"who\": \"ada\"}}");

    assertThat(newest.at("/output")).isEqualTo("did ada goodbye");
    assertThat(newest.at("/plan")).isEqualTo("greet@2");
    assertThat(first.at("/output")).isEqualTo("did ada hello");
    Reply versions = orchestrator().get("/api/v1/plans/greet/versions");
    assertThat(versions.body().at("/items").findValues("version").toString()).isEqualTo("[2, 1]");
    assertProblem(orchestrator().get("/api/v1/plans/no_such/versions"), 404, "not-found");
  }

  @Test
  void checksTheInputOfASavedPlanAgainstItsSchema() {
    save("greet_strictly", "hello");

    assertProblem(
        submit("{\"plan\": \"greet_strictly\", \"input\": {\"who\": 1}}"), 422, "schema-violation");
    assertProblem(submit("{\"plan\": \"no_such\"}"), 404, "not-found");
  }

  @Test
  void onlyWhoIsGrantedSoSavesPlans() {
    Reply refused =
        orchestrator()
            .send("ada", "PUT", "/api/v1/plans/mine", plan("hello"), "probe:read", "*:write");

    assertProblem(refused, 403, "permission-denied");
  }

  @Test
  void aSavedPlanCanBeWithdrawn() {
    save("short_lived", "hello");
    Reply gone = orchestrator().send("ada", "DELETE", "/api/v1/plans/short_lived", null, AUTHOR);

    assertThat(gone.status()).isEqualTo(204);
    assertProblem(submit("{\"plan\": \"short_lived\"}"), 404, "not-found");
  }

  @Test
  void putsACommandAsideThatWaitsLongForItsNextTry() {
    submit(call("probe_fail_twice", "aside"));
    Reply reply =
        submit(
            """
            {"mode": "async", "steps": [{"id": "a", "tool": "probe_fail_twice",
              "arguments": {"key": "aside"}, "retry": {"attempts": 2, "delay": "PT5.5S"}}]}\
            """);

    awaitStatus(reply, "succeeded");
    assertThat(tools().effects("aside")).isEqualTo(3);
  }

  private static void save(String name, String greeting) {
    Reply saved =
        orchestrator().send("ada", "PUT", "/api/v1/plans/" + name, plan(greeting), AUTHOR);
    assertThat(saved.status()).as(() -> saved.body().toPrettyString()).isEqualTo(200);
    assertThat(saved.at("/tool")).isEqualTo("plan_" + name);
  }

  private static String plan(String greeting) {
    return """
    {"description": "Greets somebody.",
     "inputSchema": {"type": "object", "required": ["who"], "properties": {"who": {"type": "string"}}},
     "steps": [{"id": "say", "tool": "probe_read_echo",
       "arguments": {"key": "${input.who}", "text": " %s"}}],
     "output": "${say.text}", "outputSchema": {"type": "string"}}\
    """
        .formatted(greeting);
  }
}
