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
    Reply made = createReply("crashed");
    String trigger = made.at("/id");
    UUID firing = UUID.randomUUID();
    String request =
        "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"crashed\"}, \"mode\": \"async\","
            + " \"idempotencyKey\": \"trigger-firing:"
            + firing
            + "\"}";
    jdbc()
        .update(
            "insert into trigger_firing (id, trigger_id, cause, fired_at, status, request, chain,"
                + " retry_at) values (?, ?::uuid, 'crash', now(), 'pending', cast(? as json),"
                + " array[?::uuid], now())",
            firing,
            trigger,
            request,
            trigger);
    await().atMost(SOON).until(() -> command(trigger) != null);
    String first = command(trigger);
    jdbc()
        .update(
            "update trigger_firing set status = 'pending', command_id = null,"
                + " request = cast(? as json), retry_at = now() where id = ?",
            request,
            firing);

    await().atMost(SOON).until(() -> first.equals(command(trigger)));
    assertThat(tools().effects("crashed")).isEqualTo(1);
  }

  private static String create(String key) {
    Reply made = createReply(key);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.at("/id");
  }

  private static Reply createReply(String key) {
    String body =
        """
        {"name": "%s", "event": {"topic": "aios.audit",
          "match": "event.data.records.exists(r, r.target == '%s')"}, "command": %s}"""
            .formatted("t-" + UUID.randomUUID(), "x", call("probe_add_mark", key));
    return orchestrator()
        .send("ada", "POST", "/api/v1/triggers", body, "probe:write", "security:read");
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

  private static void fire(IncomingEvent event) {
    FireOnEvents triggers = orchestrator().context.getBean(FireOnEvents.class);
    assertThat(triggers.isAwaited(AUDIT)).isTrue();
    triggers.fire(AUDIT, event);
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
