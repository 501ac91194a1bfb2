package io.aios.orchestrator.triggers;

import static io.aios.orchestrator.fixture.CommandApi.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.Crash;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orchestrators that vanish while triggers fire. */
class TriggerCrashIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TRIGGERS = 30;

  private final Map<String, String> infrastructure =
      Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
  private final List<Orchestrator> running = new ArrayList<>();
  private ToolServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ToolServer();
  }

  @AfterEach
  void stop() throws Exception {
    running.forEach(Orchestrator::close);
    server.close();
  }

  @Test
  void eachDueTimeGivesOneCommandWhoeverVanishesMeanwhile() {
    Orchestrator first = orchestrator();
    Orchestrator second = orchestrator();
    for (int i = 0; i < TRIGGERS; i++) {
      create(first, "\"cron\": \"0 4 * * *\"", "due-" + i);
    }
    jdbc(first).update("update command_trigger set next_due = now()");
    await().atMost(SOON).until(() -> effects("due-") > 0);
    Crash.of(first);
    Orchestrator third = orchestrator();

    awaitCommands(third);
    Crash.of(second);
    awaitCommands(third);
    for (int i = 0; i < TRIGGERS; i++) {
      assertThat(server.tools.effects("due-" + i)).as("effects of " + i).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void eachEventGivesOneCommandWhoeverVanishesMeanwhile() {
    Orchestrator first = orchestrator();
    String match = "event.type == 'io.aios.command.Succeeded.v1' && event.data.tool == '%s'";
    String when = "\"event\": {\"topic\": \"aios.commands\", \"match\": \"" + match + "\"}";
    for (int i = 0; i < TRIGGERS; i++) {
      create(first, when.formatted("probe_read_echo"), "heard-" + i);
    }
    Reply cause = first.submit(call("probe_read_echo", "cause"));
    assertThat(cause.at("/status")).isEqualTo("succeeded");
    await().atMost(SOON).until(() -> effects("heard-") > 0);
    Crash.of(first);
    Orchestrator second = orchestrator();

    awaitCommands(second);
    for (int i = 0; i < TRIGGERS; i++) {
      assertThat(server.tools.effects("heard-" + i)).as("effects of " + i).isLessThanOrEqualTo(1);
    }
  }

  /** One firing for each trigger, one ended command for each firing, and no other commands. */
  private static void awaitCommands(Orchestrator orchestrator) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(
                      count(
                          orchestrator,
                          "select count(distinct trigger_id) from trigger_firing f join"
                              + " command_view v on v.command_id = f.command_id"
                              + " where v.ended_at is not null"))
                  .isEqualTo(TRIGGERS);
              assertThat(count(orchestrator, "select count(*) from trigger_firing"))
                  .isEqualTo(TRIGGERS);
            });
    assertThat(
            count(orchestrator, "select count(*) from command_view where tool = 'probe_add_mark'"))
        .isEqualTo(TRIGGERS);
  }

  private int effects(String prefix) {
    return server.tools.effects.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToInt(each -> each.getValue().get())
        .sum();
  }

  private static void create(Orchestrator orchestrator, String when, String key) {
    String body =
        "{\"name\": \"t-%s\", %s, \"command\": %s}"
            .formatted(UUID.randomUUID(), when, call("probe_add_mark", key));
    Reply made = orchestrator.post("/api/v1/triggers", body);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
  }

  private static int count(Orchestrator orchestrator, String query) {
    Integer count = jdbc(orchestrator).queryForObject(query, Integer.class);
    return count == null ? 0 : count;
  }

  private static JdbcTemplate jdbc(Orchestrator orchestrator) {
    return orchestrator.context.getBean(JdbcTemplate.class);
  }

  private Orchestrator orchestrator() {
    Orchestrator orchestrator =
        new Orchestrator(
            infrastructure,
            server,
            "--aios.orchestrator.lease-time=1500ms",
            "--aios.orchestrator.triggers.poll=20ms",
            "--aios.orchestrator.triggers.retry-after=500ms");
    running.add(orchestrator);
    return orchestrator;
  }
}
