package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.get;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandApiIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void answersACallWithItsResult() {
    Reply reply = submit(call("probe_add_mark", "one"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/status")).isEqualTo("succeeded");
    assertThat(reply.at("/tool")).isEqualTo("probe_add_mark");
    assertThat(reply.at("/result/structuredContent/count")).isEqualTo("1");
    assertThat(reply.at("/result/content/0/text")).isEqualTo("did one");
    assertThat(reply.body().path("version").asInt()).isEqualTo(4);
    assertThat(get(reply.at("/id")).body()).isEqualTo(reply.body());
  }

  @Test
  void callsTheGatewayForTheUserWithExactlyItsGrantsAndTheCommandsId() {
    Reply reply = submit(call("probe_add_mark", "identity"));

    assertThat(tools().headers)
        .anySatisfy(
            header ->
                assertThat(header)
                    .contains("http://127.0.0.1:8080|ada|test|")
                    .contains("probe:read")
                    .contains("probe:write")
                    .contains(reply.at("/id")));
  }

  @Test
  void tellsThatTheToolFailed() {
    Reply reply = submit(call("probe_fail", "f"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.at("/status")).isEqualTo("failed");
    assertThat(reply.at("/failure/code")).isEqualTo("tool-error");
    assertThat(reply.at("/failure/detail")).isEqualTo("It is broken: f");
    assertThat(reply.body().at("/result/isError").asBoolean()).isTrue();
  }

  @Test
  void runsAPlanInTheOrderOfItsReferences() {
    Reply reply =
        submit(
            """
            {"steps": [
              {"id": "b", "tool": "probe_read_echo",
               "arguments": {"key": "b", "number": "${a.result.number + 1}",
                             "text": " after ${a.result.key}: ${a.text}"}},
              {"id": "a", "tool": "probe_read_echo", "arguments": {"key": "a", "number": 41}},
              {"id": "c", "tool": "probe_add_mark", "when": "b.result.number > 100",
               "arguments": {"key": "never"}},
              {"id": "d", "tool": "probe_add_mark", "needs": ["c"], "arguments": {"key": "never"}}
            ]}\
            """);

    assertThat(reply.at("/status")).as(reply.body().toPrettyString()).isEqualTo("succeeded");
    assertThat(reply.body().at("/steps/0/result/structuredContent/number").asInt()).isEqualTo(42);
    assertThat(reply.at("/steps/0/result/content/0/text")).isEqualTo("did b after a: did a");
    assertThat(reply.at("/steps/2/status")).isEqualTo("skipped");
    assertThat(reply.at("/steps/3/status")).isEqualTo("skipped");
    assertThat(tools().effects("never")).isZero();
  }

  @Test
  void runsIndependentStepsSideBySide() {
    String steps =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    "{\"id\": \"s%d\", \"tool\": \"probe_hold_read\", \"arguments\": {\"key\": \"together\"}}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    Reply started = submit("{\"mode\": \"async\", \"steps\": [" + steps + "]}");

    await().atMost(SOON).until(() -> tools().effects("together") == 5);
    assertThat(tools().mostSideBySide.get()).isGreaterThanOrEqualTo(5);
    tools().open("together");
    awaitStatus(started, "succeeded");
  }

  @Test
  void checksComputedArgumentsBeforeTheCall() {
    Reply reply =
        submit(
            """
            {"steps": [
              {"id": "a", "tool": "probe_read_echo", "arguments": {"key": "big", "number": 90}},
              {"id": "b", "tool": "probe_add_mark",
               "arguments": {"key": "too-big", "number": "${a.result.number * 2}"}}]}\
            """);

    assertThat(reply.at("/status")).isEqualTo("failed");
    assertThat(reply.at("/steps/1/failure/code")).isEqualTo("schema-violation");
    assertThat(reply.at("/steps/1/failure/detail")).contains("/number");
    assertThat(tools().effects("too-big")).isZero();
  }

  @Test
  void takesTheArgumentsOfASingleCallLiterally() {
    Reply reply =
        submit(
            "{\"tool\": \"probe_read_echo\", \"arguments\": {\"key\": \"k\", \"text\":"
                + " \"${HOME}\"}}");

    assertThat(reply.at("/result/content/0/text")).isEqualTo("did k${HOME}");
  }

  @Test
  void dryRunChecksEverythingAndRunsNothing() {
    Reply reply =
        submit(
            """
            {"dryRun": true, "steps": [
              {"id": "a", "tool": "probe_read_echo", "arguments": {"key": "dry"}},
              {"id": "b", "tool": "probe_add_mark", "arguments": {"key": "${a.result.key}"}}]}\
            """);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().at("/dryRun").asBoolean()).isTrue();
    assertThat(reply.at("/steps/1/permission")).isEqualTo("probe:write");
    assertThat(reply.at("/steps/1/needs/0")).isEqualTo("a");
    assertThat(reply.body().at("/steps/1/fullyChecked").asBoolean()).isFalse();
    assertThat(tools().effects("dry")).isZero();
    assertProblem(
        submit("{\"dryRun\": true, \"tool\": \"probe_add_mark\"}"), 422, "schema-violation");
  }

  @Test
  void givesTheStoredAnswerForTheSameKeyAndBody() {
    String body =
        "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"once\"}, \"idempotencyKey\":"
            + " \"k1\"}";
    Reply first = submit(body);
    Reply second = submit(body);
    String reordered =
        "{\"idempotencyKey\": \"k1\", \"arguments\": {\"key\": \"once\"}, \"tool\":"
            + " \"probe_add_mark\"}";

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(submit(reordered).body()).isEqualTo(first.body());
    assertThat(tools().effects("once")).isEqualTo(1);
    assertProblem(
        submit(
            "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"other\"},"
                + " \"idempotencyKey\": \"k1\"}"),
        409,
        "conflict");
  }

  @Test
  void saysWhereACommandIsWhoseKeyIsInFlight() {
    String body =
        "{\"mode\": \"async\", \"tool\": \"probe_hold_mark\", \"arguments\": {\"key\": \"flight\"},"
            + " \"idempotencyKey\": \"k2\"}";
    Reply first = submit(body);
    Reply second = submit(body);

    assertProblem(second, 409, "conflict");
    assertThat(second.location()).isEqualTo("/api/v1/commands/" + first.at("/id"));
    tools().open("flight");
    awaitStatus(first, "succeeded");
    assertThat(submit(body).at("/status")).isEqualTo("succeeded");
  }

  @Test
  void actsOnceOnManySimultaneousRequestsOfOneKey() {
    String body =
        "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"race\"}, \"idempotencyKey\":"
            + " \"k3\"}";
    List<Integer> statuses =
        IntStream.range(0, 16).parallel().mapToObj(i -> submit(body).status()).toList();

    assertThat(statuses).allMatch(status -> status == 200 || status == 409);
    assertThat(tools().effects("race")).isEqualTo(1);
  }

  @Test
  void answersAtOnceWithALocationWhenAsynchronous() {
    Reply reply =
        submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_mark\", \"arguments\": {\"key\":"
                + " \"async\"}}");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.location()).isEqualTo("/api/v1/commands/" + reply.at("/id"));
    assertThat(reply.at("/status")).isEqualTo("running");
    tools().open("async");
    awaitStatus(reply, "succeeded");
  }

  @Test
  void cancelReachesTheRunningTool() {
    Reply reply =
        submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_mark\", \"arguments\": {\"key\":"
                + " \"cancel\"}}");
    await().atMost(SOON).until(() -> tools().effects("cancel") == 1);

    Reply cancelled = orchestrator().post(reply.location() + "/cancel", null);

    assertThat(cancelled.status()).isIn(200, 202);
    awaitStatus(reply, "cancelled");
    await().atMost(SOON).until(() -> tools().interrupted.contains("cancel"));
    assertThat(orchestrator().post(reply.location() + "/cancel", null).status()).isEqualTo(200);
  }

  @Test
  void aTimeLimitEndsACommandWhoseOutcomeIsThenUnknown() {
    Reply write =
        submit(
            "{\"timeout\": 0.3, \"tool\": \"probe_hold_mark\", \"arguments\": {\"key\":"
                + " \"late\"}}");
    Reply read =
        submit(
            "{\"timeout\": \"PT0.3S\", \"tool\": \"probe_hold_read\", \"arguments\": {\"key\":"
                + " \"late\"}}");

    assertThat(write.at("/status")).as(write.body().toString()).isEqualTo("outcome_unknown");
    assertThat(read.at("/status")).as(read.body().toString()).isEqualTo("failed");
    assertThat(read.at("/failure/code")).isEqualTo("timed-out");
  }

  @Test
  void triesAgainWhatTheGatewayTurnedAwayBeforeItHadAnEffect() {
    Reply reply = submit(call("probe_refuse_twice", "patient"));

    assertThat(reply.at("/status")).as(reply.body().toString()).isEqualTo("succeeded");
    assertThat(tools().effects("patient")).isEqualTo(1);
  }

  @Test
  void doesNotTryAgainWhatTheGatewayCallsALoop() {
    Reply reply = submit(call("probe_read_echo", "loop"));

    assertThat(reply.at("/failure/code")).as(reply.body().toString()).isEqualTo("call-loop");
    assertThat(tools().loops.get()).isEqualTo(1);
  }

  @Test
  void givesCachedAnswersOnlyWhereTheToolSaysSo() {
    submit(call("probe_read_cached", "cached"));
    Reply second = submit(call("probe_read_cached", "cached"));
    submit(call("probe_read_echo", "fresh"));
    submit(call("probe_read_echo", "fresh"));

    assertThat(second.at("/result/structuredContent/count")).isEqualTo("1");
    assertThat(tools().effects("cached")).isEqualTo(1);
    assertThat(tools().effects("fresh")).isEqualTo(2);
    orchestrator()
        .send("eve", "POST", "/api/v1/commands", call("probe_read_cached", "cached"), "probe:read");
    assertThat(tools().effects("cached")).isEqualTo(2);
  }

  @Test
  void streamsEventsAndProgressAndResumesAfterAnId() throws Exception {
    Reply reply =
        submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_read\", \"arguments\": {\"key\":"
                + " \"stream\"}}");
    Thread opener = Thread.startVirtualThread(() -> openLater("stream"));
    try (Stream<String> lines = orchestrator().events(reply.location() + "/events", null)) {
      List<String> all = lines.toList();
      assertThat(named(all, "id:")).containsExactly("1", "2", "3", "4");
      assertThat(named(all, "event:"))
          .contains("CommandAccepted", "StepStarted", "StepSucceeded", "CommandSucceeded");
    }
    opener.join();
    try (Stream<String> lines = orchestrator().events(reply.location() + "/events", "2")) {
      assertThat(named(lines.toList(), "id:")).containsExactly("3", "4");
    }
    try (Stream<String> lines = orchestrator().events(reply.location() + "/events", "4")) {
      assertThat(named(lines.toList(), "id:")).isEmpty();
    }
  }

  @Test
  void passesProgressOnToWhoListens() throws Exception {
    Reply reply =
        submit(
            """
            {"mode": "async", "steps": [
              {"id": "a", "tool": "probe_hold_read", "arguments": {"key": "gate"}},
              {"id": "b", "tool": "probe_hold_read", "needs": ["a"],
               "arguments": {"key": "progress"}}]}\
            """);
    Thread opener =
        Thread.startVirtualThread(
            () -> {
              openLater("gate");
              openLater("progress");
            });
    try (Stream<String> lines = orchestrator().events(reply.location() + "/events", null)) {
      List<String> all = lines.toList();
      assertThat(all).contains("event:progress");
      assertThat(all).anyMatch(line -> line.contains("\"fraction\":0.25"));
    }
    opener.join();
  }

  @Test
  void listsTheCallersCommandsByPage() {
    for (int i = 0; i < 5; i++) {
      orchestrator()
          .send(
              "lister", "POST", "/api/v1/commands", call("probe_read_echo", "l" + i), "probe:read");
    }
    Reply first = orchestrator().send("lister", "GET", "/api/v1/commands?limit=3", null);
    Reply rest =
        orchestrator()
            .send("lister", "GET", "/api/v1/commands?limit=3&before=" + first.at("/next"), null);

    assertThat(first.body().path("items").size()).isEqualTo(3);
    assertThat(rest.body().path("items").size()).isEqualTo(2);
    assertThat(rest.body().has("next")).isFalse();
    assertThat(
            orchestrator()
                .send("lister", "GET", "/api/v1/commands?status=failed", null)
                .body()
                .path("items")
                .size())
        .isZero();
  }

  @Test
  void keepsTheTraceOfTheRequestInTheToolCall() {
    submit(call("probe_add_mark", "traced"));
    assertThat(tools().headers)
        .anyMatch(
            header ->
                header.matches(
                    "probe_add_mark .* 00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2} [0-9]+"));
  }

  private static void openLater(String key) {
    await().atMost(SOON).until(() -> tools().effects(key) > 0);
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tools().open(key);
  }

  private static List<String> named(List<String> lines, String field) {
    return lines.stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).trim())
        .toList();
  }
}
