package io.aios.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two places at each tool server, four commands that run side by side. */
class BulkheadIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String[] GRANTS = {"probe:read", "probe:write", "quick:read"};
  private static ToolServer server;
  private static CountingTools tools;
  private static Orchestrator orchestrator;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
    orchestrator =
        new Orchestrator(
            Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
            server,
            "--aios.orchestrator.max-running=4",
            "--aios.orchestrator.sync-wait=20s",
            "--aios.orchestrator.servers.places=2");
  }

  @AfterEach
  void rest() {
    tools.openAll();
    MeterRegistry meters = orchestrator.context.getBean(MeterRegistry.class);
    await().atMost(SOON).until(() -> meters.get("aios.commands.live").gauge().value() == 0);
  }

  @AfterAll
  static void stop() throws Exception {
    orchestrator.close();
    server.close();
  }

  @Test
  void aServerThatHangsKeepsNoCallsToOthersFromRunning() {
    List<Reply> hanging =
        IntStream.range(0, 12).mapToObj(i -> submit("ada", "probe_hold_read", "hang")).toList();
    await().atMost(SOON).until(() -> tools.effects("hang") == 2);

    Reply quick = wait("ada", "quick_read_echo", "quick");

    assertThat(quick.at("/status")).as(quick.body().toString()).isEqualTo("succeeded");
    assertThat(tools.effects("hang")).isEqualTo(2);
    tools.open("hang");
    hanging.forEach(reply -> awaitStatus("ada", reply, "succeeded"));
    assertThat(tools.effects("hang")).isEqualTo(12);
    assertThat(tools.mostSideBySide.get()).isEqualTo(2);
  }

  @Test
  void stepsOfAPlanForAnotherServerGoOnToo() {
    submit("ada", "probe_hold_read", "full");
    submit("ada", "probe_hold_read", "full");
    await().atMost(SOON).until(() -> tools.effects("full") == 2);
    Reply plan =
        send(
            "ada",
            """
            {"mode": "async", "steps": [
              {"id": "stuck", "tool": "probe_read_echo", "arguments": {"key": "stuck"}},
              {"id": "free", "tool": "quick_read_echo", "arguments": {"key": "free"}}]}\
            """);

    await().atMost(SOON).until(() -> tools.effects("free") == 1);
    assertThat(tools.effects("stuck")).isZero();
    tools.open("full");
    awaitStatus("ada", plan, "succeeded");
  }

  @Test
  void aUserWithFewerPlacesComesFirst() {
    submit("ada", "probe_hold_read", "first");
    submit("ada", "probe_hold_read", "second");
    await().atMost(SOON).until(() -> tools.effects("first") + tools.effects("second") == 2);
    IntStream.range(0, 3).forEach(i -> submit("ada", "probe_hold_read", "more"));
    Reply other = submit("bob", "probe_hold_read", "other");
    MeterRegistry meters = orchestrator.context.getBean(MeterRegistry.class);
    await()
        .atMost(SOON)
        .until(
            () ->
                meters.get("aios.commands.server.waiting").tag("server", "probe").gauge().value()
                    == 4);

    tools.open("first");

    await().atMost(SOON).until(() -> tools.effects("other") == 1);
    assertThat(tools.effects("more")).isZero();
    tools.open("other");
    tools.open("more");
    awaitStatus("bob", other, "succeeded");
  }

  @Test
  void aCallThatWaitsForAPlaceCanBeCancelledAndTimesOutWithoutAnEffect() {
    submit("ada", "probe_hold_read", "taken");
    submit("ada", "probe_hold_read", "taken");
    await().atMost(SOON).until(() -> tools.effects("taken") == 2);
    Reply cancelled = submit("ada", "probe_hold_mark", "cancelled");
    Reply late =
        send(
            "ada",
            "{\"timeout\": 0.3, \"tool\": \"probe_hold_mark\", \"arguments\": {\"key\":"
                + " \"late\"}}");

    // The tool is not idempotent, and yet its outcome is known.
    assertThat(late.at("/status")).as(late.body().toString()).isEqualTo("failed");
    assertThat(late.at("/failure/code")).isEqualTo("timed-out");
    assertThat(late.at("/failure/detail")).contains("never left").contains("'probe'");
    orchestrator.send("ada", "POST", cancelled.location() + "/cancel", null, GRANTS);
    awaitStatus("ada", cancelled, "cancelled");
    tools.open("taken");
    assertThat(wait("ada", "probe_read_echo", "after").at("/status")).isEqualTo("succeeded");
    assertThat(tools.effects("cancelled") + tools.effects("late")).isZero();
  }

  private static Reply submit(String user, String tool, String key) {
    return send(
        user,
        "{\"mode\": \"async\", \"tool\": \"%s\", \"arguments\": {\"key\": \"%s\"}}"
            .formatted(tool, key));
  }

  private static Reply wait(String user, String tool, String key) {
    return send(user, "{\"tool\": \"%s\", \"arguments\": {\"key\": \"%s\"}}".formatted(tool, key));
  }

  private static Reply send(String user, String body) {
    return orchestrator.send(user, "POST", "/api/v1/commands", body, GRANTS);
  }

  private static void awaitStatus(String user, Reply started, String status) {
    await()
        .atMost(SOON)
        .until(
            () ->
                orchestrator
                    .send(user, "GET", started.location(), null, GRANTS)
                    .at("/status")
                    .equals(status));
  }
}
