package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.awaitStatus;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.submit;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.usecase.Commands;
import io.aios.orchestrator.usecase.RebuildProjections;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the history of a command is good for. */
class HistoryIT {
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
  void makesTheProjectionAgainFromTheEvents() {
    Reply done = submit(CALL.formatted("rebuild"));
    JdbcTemplate jdbc = orchestrator().context.getBean(JdbcTemplate.class);
    jdbc.update("delete from command_view where command_id = ?::uuid", done.at("/id"));
    assertProblem(orchestrator().get(path(done)), 404, "unknown-command");

    orchestrator().context.getBean(RebuildProjections.class).rebuild();

    assertThat(orchestrator().get(path(done)).at("/status")).isEqualTo("succeeded");
    assertThat(orchestrator().get("/api/v1/commands?limit=200").body().toString())
        .contains(done.at("/id"));
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
