package io.aios.orchestrator.triggers;

import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.triggers.usecase.FireOnEvents;
import io.aios.orchestrator.triggers.usecase.IncomingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events that come twice, come late, or come from what the trigger did. */
class TriggerEventsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String AUDIT = "aios.audit";
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void firesOnceForAnEventThatComesTwice() {
    String trigger = create("twice");
    String id = UUID.randomUUID().toString();
    fire(event(id, Instant.now(), ""));
    fire(event(id, Instant.now(), ""));
    fire(event(id + "-other", Instant.now().minusSeconds(3600), ""));

    await().atMost(SOON).until(() -> tools().effects("twice") == 1);
    assertThat(count(trigger)).isEqualTo(1);
  }

  /** Kafka gives events again, and events of different keys in any order. */
  @Test
  void firesOnceForEachEventInWhateverOrderAndHoweverOftenTheyCome() {
    String trigger = create("shuffled", ", \"overlap\": \"allow\", \"maxPerHour\": 3");
    Instant now = Instant.now();
    List<IncomingEvent> events =
        List.of(event("s1", now, ""), event("s2", now.plusMillis(1), ""), event("s3", now, ""));
    fire(events.get(2), events.get(0), events.get(2));
    fire(events.get(1), events.get(0));
    fire(events.get(0), events.get(1), events.get(2));

    await().atMost(SOON).until(() -> tools().effects("shuffled") == 3);
    assertThat(count(trigger)).isEqualTo(3);
    // What comes again is no run beyond the rate.
    assertThat(view(trigger).body().path("dropped").asInt()).isZero();
  }

  @Test
  void doesNotFireForEventsOlderThanWhatIsKnownOfFirings() {
    String trigger = create("ancient");
    jdbc()
        .update(
            "update command_trigger set active_since = now() - interval '60 days'"
                + " where id = ?::uuid",
            trigger);
    jdbc().update("update command_trigger set version = version + 1 where id = ?::uuid", trigger);
    fire(event("old", Instant.now().minus(Duration.ofDays(31)), ""));

    assertThat(count(trigger)).isZero();
  }

  @Test
  void isNotFiredByTheAuditRecordsOfItsOwnCommand() {
    String trigger = create("audited");
    fire(event(UUID.randomUUID().toString(), Instant.now(), ""));
    await().atMost(SOON).until(() -> command(trigger) != null);
    await()
        .atMost(SOON)
        .until(
            () -> orchestrator().get("/api/v1/commands/" + command(trigger)).body().has("endedAt"));

    fire(event(UUID.randomUUID().toString(), Instant.now(), command(trigger)));

    assertThat(count(trigger)).isEqualTo(1);
  }

  @Test
  void submittingAgainAfterACrashGivesTheSameCommand() {
    String trigger = create("crashed");
    UUID firing = UUID.randomUUID();
    pending(firing, trigger, "crashed", "1 second");
    await().atMost(SOON).until(() -> command(trigger) != null);
    String first = command(trigger);
    forgetSubmission(firing, "crashed");

    await().atMost(SOON).until(() -> first.equals(command(trigger)));
    assertThat(tools().effects("crashed")).isEqualTo(1);
  }

  /** Its key may be kept no longer, so that a second command would not be noticed. */
  @Test
  void submitsNothingThatIsLateButFindsWhatWasSubmitted() {
    String trigger = create("late");
    UUID submitted = UUID.randomUUID();
    pending(submitted, trigger, "late", "1 second");
    await().atMost(SOON).until(() -> command(trigger) != null);
    String first = command(trigger);
    jdbc()
        .update(
            "update trigger_firing set fired_at = fired_at - interval '2 hours' where id = ?",
            submitted);
    forgetSubmission(submitted, "late");
    UUID lost = UUID.randomUUID();
    pending(lost, trigger, "late", "2 hours");

    await().atMost(SOON).until(() -> status(lost).equals("refused"));
    await().atMost(SOON).until(() -> status(submitted).equals("submitted"));
    assertThat(command(trigger)).isEqualTo(first);
    assertThat(tools().effects("late")).isEqualTo(1);
    assertThat(view(trigger).at("/lastError/detail")).contains("within PT1H");
  }

  private static void pending(UUID firing, String trigger, String key, String age) {
    jdbc()
        .update(
            "insert into trigger_firing (id, trigger_id, cause, fired_at, status, request, chain,"
                + " retry_at) values (?, ?::uuid, ?, now() - ?::interval, 'pending',"
                + " cast(? as json), array[?::uuid], now())",
            firing,
            trigger,
            "crash " + firing,
            age,
            request(firing, key),
            trigger);
  }

  /** As if it had crashed between submitting and noting that. */
  private static void forgetSubmission(UUID firing, String key) {
    jdbc()
        .update(
            "update trigger_firing set status = 'pending', command_id = null,"
                + " request = cast(? as json), retry_at = now() where id = ?",
            request(firing, key),
            firing);
  }

  private static String request(UUID firing, String key) {
    return """
    {"tool": "probe_add_mark", "arguments": {"key": "%s"}, "mode": "async",
     "idempotencyKey": "trigger-firing:%s"}\
    """
        .formatted(key, firing);
  }

  private static String status(UUID firing) {
    return jdbc()
        .queryForObject("select status from trigger_firing where id = ?", String.class, firing);
  }

  private static Reply view(String trigger) {
    return orchestrator().get("/api/v1/triggers/" + trigger);
  }

  private static String create(String key) {
    return create(key, "");
  }

  private static String create(String key, String more) {
    String body =
        """
        {"name": "%s", "event": {"topic": "aios.audit",
          "match": "event.data.records.exists(r, r.target == 'x')"}, "command": %s%s}\
        """
            .formatted("t-" + UUID.randomUUID(), call("probe_add_mark", key), more);
    Reply made =
        orchestrator()
            .send("ada", "POST", "/api/v1/triggers", body, "probe:write", "security:read");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.at("/id");
  }

  private static IncomingEvent event(String id, Instant time, String command) {
    ObjectNode content = JSON.createObjectNode();
    ObjectNode entry = content.putObject("data").putArray("records").addObject();
    entry.put("target", "x");
    if (!command.isEmpty()) {
      entry.put("commandId", command);
    }
    return new IncomingEvent(id, time, content);
  }

  private static void fire(IncomingEvent... events) {
    FireOnEvents triggers = orchestrator().context.getBean(FireOnEvents.class);
    assertThat(triggers.isAwaited(AUDIT)).isTrue();
    triggers.fire(AUDIT, List.of(events));
  }

  private static String command(String trigger) {
    return jdbc()
        .queryForObject(
            "select max(command_id::text) from trigger_firing where trigger_id = ?::uuid",
            String.class,
            trigger);
  }

  private static int count(String trigger) {
    return jdbc()
        .queryForObject(
            "select count(*) from trigger_firing where trigger_id = ?::uuid",
            Integer.class,
            trigger);
  }

  private static JdbcTemplate jdbc() {
    return orchestrator().context.getBean(JdbcTemplate.class);
  }
}
