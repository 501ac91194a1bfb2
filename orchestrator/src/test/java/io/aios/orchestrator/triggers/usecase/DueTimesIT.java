package io.aios.orchestrator.triggers.usecase;

import static io.aios.orchestrator.fixture.CommandApi.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Days that pass within a moment; the orchestrator's own clock does not look meanwhile. */
class DueTimesIT {
  private static final String BERLIN =
      "\"cron\": \"30 2 * * *\", \"zone\": \"Europe/Berlin\", \"overlap\": \"allow\"";

  private static ToolServer server;
  private static Orchestrator orchestrator;
  private Instant now = Instant.EPOCH;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    orchestrator =
        new Orchestrator(
            Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA),
            server,
            "--aios.orchestrator.triggers.poll=1h");
  }

  @AfterAll
  static void stop() throws Exception {
    orchestrator.close();
    server.close();
  }

  @AfterEach
  void rest() {
    jdbc().update("update command_trigger set next_due = null");
  }

  /** Berlin's clock skips 02:00 to 03:00 on 2026-03-29. */
  @Test
  void firesOnceOnTheDayWhoseHourIsMissing() {
    UUID trigger = create(BERLIN, "2026-03-28T01:30:00Z");
    pass("2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z");

    assertThat(firings(trigger))
        .containsExactly(
            "2026-03-28T01:30:00Z pending",
            "2026-03-29T01:30:00Z pending",
            "2026-03-30T00:30:00Z pending");
  }

  /** Berlin's clock repeats 02:00 to 03:00 on 2026-10-25. */
  @Test
  void firesOnceOnTheDayWhoseHourIsRepeated() {
    UUID trigger = create(BERLIN, "2026-10-24T00:30:00Z");
    pass("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z");

    assertThat(firings(trigger))
        .containsExactly(
            "2026-10-24T00:30:00Z pending",
            "2026-10-25T00:30:00Z pending",
            "2026-10-26T01:30:00Z pending");
  }

  /** Down from before one change of the clock until the other: 210 times. */
  @Test
  void runsOnceOrNotAtAllForWhatItMissedHoweverMuch() {
    UUID skipping = create(BERLIN, "2026-03-28T01:30:00Z");
    UUID running = create(BERLIN + ", \"missed\": \"run_once\"", "2026-03-28T01:30:00Z");
    pass("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");

    assertThat(firings(skipping))
        .containsExactly("2026-03-28T01:30:00Z skipped", "2026-10-25T00:30:00Z pending");
    assertThat(firings(running))
        .containsExactly("2026-03-28T01:30:00Z pending", "2026-10-25T00:30:00Z pending");
  }

  @Test
  void aTimeThatPassedLessThanAMinuteAgoIsNotMissed() {
    UUID trigger = create(BERLIN, "2026-06-01T00:30:00Z");
    now = Instant.parse("2026-06-01T00:30:59Z");
    fireDue();

    assertThat(firings(trigger)).containsExactly("2026-06-01T00:30:00Z pending");
  }

  @Test
  void firesOnceForEachTimeHoweverManyLook() throws Exception {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(create(BERLIN, "2026-06-01T00:30:00Z"));
    }
    now = Instant.parse("2026-06-01T00:30:00Z");
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> looks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        looks.add(many.submit(this::fireDue));
      }
      for (Future<?> look : looks) {
        look.get();
      }
    }

    for (UUID trigger : all) {
      assertThat(firings(trigger)).containsExactly("2026-06-01T00:30:00Z pending");
    }
  }

  private void pass(String from, String to) {
    Instant end = Instant.parse(to);
    for (now = Instant.parse(from); now.isBefore(end); now = now.plus(Duration.ofMinutes(10))) {
      fireDue();
    }
  }

  private void fireDue() {
    var context = orchestrator.context;
    new FireDueTriggers(
            context.getBean(Triggers.class),
            context.getBean(DecideFiring.class),
            context.getBean(DueTimes.class),
            () -> now,
            context.getBean(TriggerProperties.class))
        .fireDue();
  }

  private static UUID create(String when, String due) {
    String body =
        "{\"name\": \"t-%s\", %s, \"command\": %s}"
            .formatted(UUID.randomUUID(), when, call("probe_add_mark", "days"));
    Reply made = orchestrator.post("/api/v1/triggers", body);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    UUID id = UUID.fromString(made.at("/id"));
    jdbc().update("update command_trigger set next_due = ?::timestamptz where id = ?", due, id);
    return id;
  }

  private static List<String> firings(UUID trigger) {
    return jdbc()
        .queryForList(
            "select cause || ' ' || status from trigger_firing where trigger_id = ? order by cause",
            String.class,
            trigger);
  }

  private static JdbcTemplate jdbc() {
    return orchestrator.context.getBean(JdbcTemplate.class);
  }
}
