package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.orchestrator.domain.Principal;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.Projections;
import io.aios.orchestrator.usecase.RebuildProjections;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the history of a command is good for. */
class HistoryIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CALL =
      "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"%s\"}}";

  @Test
  void showsACommandAsItWasAfterEachOfItsEvents() {
    String path = path(submit(CALL.formatted("travel")));

    assertThat(orchestrator().get(path + "?version=1").at("/status")).isEqualTo("running");
    assertThat(orchestrator().get(path + "?version=4").at("/status")).isEqualTo("succeeded");
    assertProblem(orchestrator().get(path + "?version=5"), 400, "malformed-request");
  }

  @Test
  void runsACommandAgainAsANewOne() {
    Reply first = submit(CALL.formatted("again"));
    Reply second = orchestrator().post(path(first) + "/replay", null);

    awaitStatus(second, "succeeded");
    assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
    assertThat(tools().effects("again")).isEqualTo(2);
    Reply dry = orchestrator().post(path(first) + "/replay?dryRun=true", null);
    assertThat(dry.at("/dryRun")).isEqualTo("true");
    assertThat(tools().effects("again")).isEqualTo(2);
  }

  @Test
  void runsNobodyElsesCommandAgain() {
    Reply theirs = submit(CALL.formatted("not-again"));

    assertProblem(
        orchestrator().send("eve", "POST", path(theirs) + "/replay", null, "probe:write"),
        404,
        "unknown-command");
    assertThat(tools().effects("not-again")).isEqualTo(1);
  }

  @Test
  void exportsEveryEventForItsOwnerOnly() {
    String path = path(submit(CALL.formatted("export")));
    Reply fixture = orchestrator().get(path + "/export");

    assertThat(fixture.at("/events/0/type")).isEqualTo("CommandAccepted.v1");
    assertThat(fixture.body().at("/events").size()).isEqualTo(4);
    assertThat(fixture.at("/status")).isEqualTo("succeeded");
    assertProblem(
        orchestrator().send("eve", "GET", path + "/export", null, "probe:read"),
        404,
        "unknown-command");
  }

  @Test
  void makesTheProjectionAgainFromTheEventsWhileCommandsGoOn() throws Exception {
    Reply done = submit(CALL.formatted("rebuild"));
    JdbcTemplate jdbc = orchestrator().context.getBean(JdbcTemplate.class);
    jdbc.update("delete from command_view where command_id = ?::uuid", done.at("/id"));
    assertProblem(orchestrator().get(path(done)), 404, "unknown-command");

    Reply open =
        submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_read\","
                + " \"arguments\": {\"key\": \"meanwhile\"}}");

    List<String> told =
        orchestrator().stream("ada", "POST", "/api/v1/commands/rebuild", "commands:rebuild")
            .toList();

    assertThat(told).contains("event:progress").contains("event:done");
    JsonNode end = JSON.readTree(told.get(told.lastIndexOf("event:done") + 1).substring(5));
    assertThat(end.path("commands").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(end.path("total").asLong()).isEqualTo(end.path("commands").asLong());
    assertThat(end.path("events").asLong()).isGreaterThan(end.path("commands").asLong());
    assertThat(orchestrator().get(path(open)).at("/status")).isEqualTo("running");
    tools().open("meanwhile");
    awaitStatus(open, "succeeded");
    assertThat(orchestrator().get(path(done)).at("/status")).isEqualTo("succeeded");
    assertThat(orchestrator().get("/api/v1/commands?limit=200").body().toString())
        .contains(done.at("/id"));
  }

  @Test
  void rebuildsForWhoLooksAfterTheSuiteOnly() {
    String[] grants = {"*:read", "*:write", "*:destructive", "commands:read-all"};

    assertProblem(
        orchestrator().send("eve", "POST", "/api/v1/commands/rebuild", null, grants),
        403,
        "permission-denied");
  }

  @Test
  void aBatchOfARebuildHoldsNoMoreThanItsBytesButAlwaysACommand() {
    for (int i = 0; i < 3; i++) {
      submit(CALL.formatted("batch-" + i));
    }
    Projections projections = orchestrator().context.getBean(Projections.class);

    Projections.Batch first = projections.rebuild(null, 1_000, 1).orElseThrow();
    Projections.Batch next = projections.rebuild(first.last(), 1_000, 1).orElseThrow();
    Projections.Batch rest = projections.rebuild(next.last(), 1_000, Long.MAX_VALUE).orElseThrow();

    assertThat(first.commands()).isEqualTo(1);
    assertThat(next.commands()).isEqualTo(1);
    assertThat(next.last()).isGreaterThan(first.last());
    assertThat(rest.commands()).isPositive();
  }

  @Test
  void rebuildsOnceAtATime() {
    RebuildProjections rebuild = orchestrator().context.getBean(RebuildProjections.class);
    Principal operator = new Principal("ada", "test", Set.of(RebuildProjections.GRANT));
    rebuild
        .begin(operator)
        .run(
            progress ->
                assertProblem(
                    orchestrator()
                        .send("ada", "POST", "/api/v1/commands/rebuild", null, "commands:rebuild"),
                    409,
                    "conflict"));

    // A listener that fails gives the turn back.
    assertThatThrownBy(
            () ->
                rebuild
                    .begin(operator)
                    .run(
                        progress -> {
                          throw new IllegalStateException("gone");
                        }))
        .hasMessage("gone");
    assertThat(rebuild.begin(operator).run(progress -> {}).commands()).isPositive();
  }

  @Test
  void forgetsCommandsThatEndedAndWereAcceptedBeforeAMoment() throws InterruptedException {
    Reply ended = submit(CALL.formatted("forgotten"));
    Reply open =
        submit(
            "{\"mode\": \"async\", \"tool\": \"probe_hold_read\","
                + " \"arguments\": {\"key\": \"kept-open\"}}");
    Thread.sleep(5);
    Commands commands = orchestrator().context.getBean(Commands.class);

    assertThat(commands.forgetOld(Instant.now(), 10_000)).isPositive();

    assertProblem(orchestrator().get(path(ended)), 404, "unknown-command");
    assertThat(commands.eventsAfter(UUID.fromString(ended.at("/id")), 0)).isEmpty();
    assertThat(orchestrator().get(path(open)).at("/status")).isEqualTo("running");
    tools().open("kept-open");
    awaitStatus(open, "succeeded");
  }

  private static String path(Reply reply) {
    return "/api/v1/commands/" + reply.at("/id");
  }
}
