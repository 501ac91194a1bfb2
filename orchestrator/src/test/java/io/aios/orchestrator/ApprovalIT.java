package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Crash;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that wait for somebody's approval, as durable state. */
class ApprovalIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String[] APPROVER = {"approvals:decide"};
  private static final Map<String, String> INFRASTRUCTURE =
      Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
  private static ToolServer server;
  private static CountingTools tools;
  private static Orchestrator orchestrator;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
    orchestrator = orchestrator();
  }

  @AfterAll
  static void stop() throws Exception {
    orchestrator.close();
    server.close();
  }

  private static Orchestrator orchestrator() {
    return new Orchestrator(
        INFRASTRUCTURE,
        server,
        "--aios.orchestrator.lease-time=1500ms",
        "--aios.orchestrator.approvals.rules[0].name=values",
        "--aios.orchestrator.approvals.rules[0].tools=probe_set_*",
        "--aios.orchestrator.approvals.rules[0].four-eyes=true",
        "--aios.orchestrator.approvals.rules[1].name=short",
        "--aios.orchestrator.approvals.rules[1].tools=probe_put_mark",
        "--aios.orchestrator.approvals.rules[1].expiry=1s",
        "--aios.orchestrator.approvals.rules[2].name=two",
        "--aios.orchestrator.approvals.rules[2].tools=probe_add_mark",
        "--aios.orchestrator.approvals.rules[2].approvers=2");
  }

  @Test
  void waitsForApprovalHoldingNeitherConnectionNorProcessAndGoesOnAfterIt() {
    Reply waiting = orchestrator.submit(set("kept", "yes"));
    assertThat(waiting.status()).isEqualTo(202);
    assertThat(waiting.at("/status")).isEqualTo("awaiting_approval");
    assertThat(tools.values).doesNotContainKey("kept");
    Orchestrator crashed = orchestrator;
    Crash.of(crashed);
    orchestrator = orchestrator();
    crashed.close();

    Reply seen = as("bob", "GET", "/api/v1/approvals/" + waiting.at("/id") + "/call", null);
    assertThat(seen.at("/arguments/text")).isEqualTo("yes");
    assertThat(seen.at("/rule")).isEqualTo("values");
    assertThat(seen.at("/risk")).isEqualTo("write");
    assertThat(seen.at("/undo")).isEqualTo("sets the earlier value");
    assertThat(seen.at("/preview/text")).isEqualTo("Would set kept to yes");
    Reply approved = as("bob", "POST", waiting.location() + "/approve", null);
    assertThat(approved.status()).isEqualTo(200);
    awaitStatus(waiting, "succeeded");
    assertThat(tools.values).containsEntry("kept", "yes");
  }

  @Test
  void fourEyesMeanSomebodyElseAndNobodyDecidesWithoutTheGrant() {
    Reply waiting = orchestrator.submit(set("eyes", "x"));
    String approve = waiting.location() + "/approve";

    assertProblem(
        orchestrator.send("ada", "POST", approve, null, "probe:write"), 403, "permission-denied");
    assertProblem(as("ada", "POST", approve, null), 409, "conflict");
    assertProblem(
        orchestrator.send("eve", "POST", approve, null, "probe:write"), 404, "unknown-command");
    assertThat(tools.values).doesNotContainKey("eyes");
    assertThat(as("bob", "POST", approve, null).status()).isEqualTo(200);
    awaitStatus(waiting, "succeeded");
  }

  /** Whoever may do everything may not for that approve of it, nor see what others are asked. */
  @Test
  void noWildcardStandsForTheGrant() {
    Reply waiting = orchestrator.submit(set("wildcards", "x"));
    String[] everything = {
      "*:read", "*:write", "*:destructive", "*:external", "*:decide", "commands:read-all"
    };
    String step = "/api/v1/approvals/" + waiting.at("/id") + "/call";

    for (String verdict : List.of("/approve", "/reject")) {
      assertProblem(
          orchestrator.send("eve", "POST", waiting.location() + verdict, null, everything),
          404,
          "unknown-command");
    }
    assertProblem(orchestrator.send("eve", "GET", step, null, everything), 404, "not-found");
    Reply listed = orchestrator.send("eve", "GET", "/api/v1/approvals", null, everything);
    assertThat(listed.body().toString()).doesNotContain(waiting.at("/id"));
    assertThat(orchestrator.send("ada", "GET", step, null, "probe:write").status()).isEqualTo(200);
    assertThat(tools.values).doesNotContainKey("wildcards");
  }

  @Test
  void anApprovalIsForThatCallAlone() {
    Reply first = orchestrator.submit(set("again", "x"));
    as("bob", "POST", first.location() + "/approve", null);
    awaitStatus(first, "succeeded");

    assertThat(orchestrator.submit(set("again", "x")).at("/status")).isEqualTo("awaiting_approval");
  }

  @Test
  void anApprovalIsForTheArgumentsThatWereSeen() {
    Reply waiting =
        orchestrator.submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"seen\"}}");
    String approve = waiting.location() + "/approve";

    as("bob", "POST", approve, null);
    as("kim", "POST", approve, "{\"arguments\": {\"key\": \"changed\"}}");
    assertThat(orchestrator.get(waiting.location()).at("/status")).isEqualTo("awaiting_approval");
    assertThat(tools.effects("seen") + tools.effects("changed")).isZero();
    as("bob", "POST", approve, null);
    awaitStatus(waiting, "succeeded");
    assertThat(tools.effects("changed")).isEqualTo(1);
  }

  @Test
  void anApproverMayChangeTheArgumentsWhichAreCheckedAgain() {
    Reply waiting = orchestrator.submit(set("edited", "theirs"));
    String approve = waiting.location() + "/approve";

    assertProblem(
        as("bob", "POST", approve, "{\"arguments\": {\"wrong\": 1}}"), 422, "schema-violation");
    as("bob", "POST", approve, "{\"arguments\": {\"key\": \"edited\", \"text\": \"mine\"}}");
    awaitStatus(waiting, "succeeded");
    assertThat(tools.values).containsEntry("edited", "mine");
  }

  @Test
  void aRejectedStepFailsWithTheReason() {
    Reply waiting = orchestrator.submit(set("no", "x"));
    as("bob", "POST", waiting.location() + "/reject", "{\"reason\": \"not today\"}");

    awaitStatus(waiting, "failed");
    Reply view = orchestrator.get(waiting.location());
    assertThat(view.at("/failure/code")).isEqualTo("approval-rejected");
    assertThat(view.at("/failure/detail")).contains("bob").contains("not today");
    assertThat(tools.values).doesNotContainKey("no");
  }

  @Test
  void aStepThatNobodyApprovesInTimeFails() {
    Reply waiting =
        orchestrator.submit(
            "{\"mode\": \"async\", \"tool\": \"probe_put_mark\", \"arguments\": {\"key\":"
                + " \"late\"}}");

    awaitStatus(waiting, "failed");
    assertThat(orchestrator.get(waiting.location()).at("/failure/code"))
        .isEqualTo("approval-expired");
    assertThat(tools.effects("late")).isZero();
  }

  @Test
  void takesAsManyPeopleAsTheRuleSays() {
    Reply waiting =
        orchestrator.submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"two\"}}");
    String approve = waiting.location() + "/approve";

    as("bob", "POST", approve, null);
    assertProblem(as("bob", "POST", approve, null), 409, "conflict");
    assertThat(tools.effects("two")).isZero();
    as("kim", "POST", approve, null);
    awaitStatus(waiting, "succeeded");
    assertThat(tools.effects("two")).isEqualTo(1);
  }

  /** The call is turned away, waits, and is made again with the word that somebody agreed. */
  @Test
  void asksForApprovalWhenTheGatewaysPoliciesDo() {
    Reply waiting = orchestrator.submit(guarded("asked"));
    assertThat(waiting.at("/status")).isEqualTo("awaiting_approval");
    Reply seen = as("bob", "GET", "/api/v1/approvals/" + waiting.at("/id") + "/call", null);
    assertThat(seen.at("/rule")).isEqualTo("access policies");
    assertThat(seen.at("/arguments/key")).isEqualTo("asked");
    assertThat(tools.effects("asked")).isZero();

    as("bob", "POST", waiting.location() + "/approve", null);
    awaitStatus(waiting, "succeeded");
    assertThat(tools.effects("asked")).isEqualTo(1);
    assertThat(orchestrator.submit(guarded("asked")).at("/status")).isEqualTo("awaiting_approval");

    Reply refused = orchestrator.submit(guarded("refused"));
    as("bob", "POST", refused.location() + "/reject", null);
    awaitStatus(refused, "failed");
    assertThat(tools.effects("refused")).isZero();
  }

  @Test
  void waitsForNoLoginThatNobodyCouldMake() {
    Reply failed = orchestrator.submit(guarded("login"));

    assertThat(failed.at("/status")).isEqualTo("failed");
    assertThat(failed.at("/failure/code")).isEqualTo("step-up-required");
  }

  private static String guarded(String key) {
    return "{\"tool\": \"probe_guarded_mark\", \"arguments\": {\"key\": \"" + key + "\"}}";
  }

  @Test
  void cancelEndsACommandThatWaits() {
    Reply waiting = orchestrator.submit(set("cancelled", "x"));

    orchestrator.post(waiting.location() + "/cancel", null);
    awaitStatus(waiting, "cancelled");
    assertThat(as("bob", "GET", "/api/v1/approvals", null).body().toString())
        .doesNotContain(waiting.at("/id"));
  }

  @Test
  void theFeedTellsWhatWaitsEachAgreementAndWhenItIsGone() throws Exception {
    Reply before = orchestrator.submit(set("told-before", "x"));
    List<String> told = new CopyOnWriteArrayList<>();
    try (Stream<String> lines =
        orchestrator.stream("bob", "GET", "/api/v1/approvals/events", APPROVER)) {
      Thread reader =
          Thread.startVirtualThread(() -> lines.filter(line -> !line.isBlank()).forEach(told::add));
      awaitTold(told, "waiting", before.at("/id"), "\"approvedBy\":[]");
      Reply two =
          orchestrator.submit("{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"fed\"}}");
      awaitTold(told, "waiting", two.at("/id"), "\"approvedBy\":[]");
      as("bob", "POST", two.location() + "/approve", null);
      awaitTold(told, "waiting", two.at("/id"), "\"approvedBy\":[\"bob\"]");
      assertThat(told).doesNotContain("event:gone");
      as("kim", "POST", two.location() + "/approve", null);
      awaitTold(told, "gone", two.at("/id"), "\"step\":\"call\"");
      as("bob", "POST", before.location() + "/reject", null);
      awaitTold(told, "gone", before.at("/id"), "\"step\":\"call\"");
      reader.interrupt();
    }
  }

  private static void awaitTold(List<String> lines, String event, String command, String part) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        IntStream.range(1, lines.size())
                            .filter(i -> lines.get(i - 1).equals("event:" + event))
                            .mapToObj(lines::get))
                    .anyMatch(data -> data.contains(command) && data.contains(part)));
  }

  private static Reply as(String user, String method, String path, String body) {
    return orchestrator.send(user, method, path, body, APPROVER);
  }

  private static String set(String key, String text) {
    return "{\"tool\": \"probe_set_value\", \"arguments\": {\"key\": \"%s\", \"text\": \"%s\"}}"
        .formatted(key, text);
  }

  private static void awaitStatus(Reply started, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(orchestrator.get(started.location()).at("/status")).isEqualTo(status));
  }
}
