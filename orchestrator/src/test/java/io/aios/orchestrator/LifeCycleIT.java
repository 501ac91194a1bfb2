package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What two orchestrators with short times do: waiting, deadlines, streams, idempotency keys. */
class LifeCycleIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Map<String, String> INFRASTRUCTURE =
      Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
  private static ToolServer server;
  private static CountingTools tools;
  private static Orchestrator first;
  private static Orchestrator second;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
    first = orchestrator();
    second = orchestrator();
  }

  @AfterAll
  static void stop() throws Exception {
    tools.openAll();
    first.close();
    second.close();
    server.close();
  }

  private static Orchestrator orchestrator() {
    return new Orchestrator(
        INFRASTRUCTURE,
        server,
        "--aios.orchestrator.sync-wait=500ms",
        "--aios.orchestrator.key-retention=50m",
        "--aios.orchestrator.lease-time=3s");
  }

  @Test
  void tellsWhereToLookWhenTheEndTakesLongerThanASubmitterIsKeptWaiting() {
    Reply reply = first.submit(call("probe_hold_read", "long"));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.location()).isEqualTo("/api/v1/commands/" + reply.at("/id"));
    assertThat(reply.at("/status")).isEqualTo("running");
    tools.open("long");
    awaitStatus(reply, "succeeded");
  }

  @Test
  void passesWhatIsLeftOfItsTimeToTheTool() {
    Reply reply =
        first.submit(
            """
        {"timeout": 90, "steps": [
          {"id": "a", "tool": "probe_read_echo", "arguments": {"key": "whole"}},
          {"id": "b", "tool": "probe_add_mark", "needs": ["a"], "timeout": "PT7S",
           "arguments": {"key": "own-time"}}]}\
        """);

    await().atMost(SOON).until(() -> tools.effects("own-time") == 1);
    assertThat(timeout("probe_read_echo", reply)).isBetween(60_000L, 90_000L);
    assertThat(timeout("probe_add_mark", reply)).isBetween(1L, 7_000L);
  }

  @Test
  void anyOrchestratorGoesOnInAStreamOfEventsAfterAnId() throws Exception {
    Reply reply =
        first.submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_read\", \"arguments\": {\"key\":"
                + " \"stream\"}}");
    await().atMost(SOON).until(() -> tools.effects("stream") == 1);

    try (Stream<String> lines = second.events(reply.location() + "/events", "1")) {
      tools.open("stream");
      List<String> ids = lines.filter(line -> line.startsWith("id:")).toList();
      assertThat(ids).containsExactly("id:2", "id:3", "id:4");
    }
    assertProblem(
        second.send("eve", "GET", reply.location() + "/events", null, "probe:read"),
        404,
        "unknown-command");
  }

  @Test
  void refusesAnIdThatIsNotOfTheStream() throws Exception {
    Reply reply = first.submit(call("probe_read_echo", "wrong-id"));

    try (Stream<String> answer =
        first.events("/api/v1/commands/" + reply.at("/id") + "/events", "yesterday")) {
      assertThat(String.join("", answer.toList())).contains("'yesterday' is no id of this stream");
    }
  }

  @Test
  void keepsTheAnswerOfAKeyForEveryOrchestratorAndOnlyForAsLongAsItSays() {
    String body = keyed("probe_add_mark", "kept", "k");
    Reply reply = first.submit(body);
    awaitStatus(reply, "succeeded");

    Reply again = second.submit(body);
    assertThat(again.at("/id")).isEqualTo(reply.at("/id"));
    assertThat(again.at("/status")).isEqualTo("succeeded");
    assertThat(tools.effects("kept")).isEqualTo(1);
    JdbcTemplate jdbc = first.context.getBean(JdbcTemplate.class);
    assertThat(
            jdbc.queryForObject(
                "select extract(epoch from expires_at - now()) / 60 from idempotency_key"
                    + " where key = 'k'",
                Double.class))
        .isBetween(40.0, 50.0);

    jdbc.update("update idempotency_key set expires_at = now() - interval '1 s' where key = 'k'");
    Reply later = second.submit(body);
    assertThat(later.at("/id")).isNotEqualTo(reply.at("/id"));
    awaitStatus(later, "succeeded");
    assertThat(tools.effects("kept")).isEqualTo(2);
  }

  @Test
  void anotherBodyOfAKeyIsRefusedWithTheCommandThatHasIt() {
    Reply reply = first.submit(keyed("probe_add_mark", "one", "body"));
    Reply other = second.submit(keyed("probe_add_mark", "another", "body"));

    assertProblem(other, 409, "conflict");
    assertThat(other.location()).isEqualTo("/api/v1/commands/" + reply.at("/id"));
    assertThat(tools.effects("another")).isZero();
  }

  @Test
  void aKeyIsItsUsersOwn() {
    String body = keyed("probe_add_mark", "own", "mine");
    Reply mine = first.submit(body);
    Reply theirs = first.send("bob", "POST", "/api/v1/commands", body, "probe:read", "probe:write");

    assertThat(theirs.status()).isIn(200, 202);
    assertThat(theirs.at("/id")).isNotEqualTo(mine.at("/id"));
    await().atMost(SOON).until(() -> tools.effects("own") == 2);
  }

  @Test
  void aRequestThatIsRefusedDoesNotUseItsKeyUp() {
    String wrong =
        "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": 7}, \"idempotencyKey\": \"free\"}";
    assertProblem(first.submit(wrong), 422, "schema-violation");

    awaitStatus(first.submit(keyed("probe_add_mark", "right", "free")), "succeeded");
  }

  private static long timeout(String tool, Reply command) {
    return tools.headers.stream()
        .filter(line -> line.startsWith(tool + " ") && line.contains(command.at("/id")))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String call(String tool, String key) {
    return "{\"tool\": \"%s\", \"arguments\": {\"key\": \"%s\"}}".formatted(tool, key);
  }

  private static String keyed(String tool, String key, String idempotencyKey) {
    return "{\"tool\": \"%s\", \"arguments\": {\"key\": \"%s\"}, \"idempotencyKey\": \"%s\"}"
        .formatted(tool, key, idempotencyKey);
  }

  private static void awaitStatus(Reply started, String status) {
    await()
        .atMost(SOON)
        .until(
            () -> second.get("/api/v1/commands/" + started.at("/id")).at("/status").equals(status));
  }
}
