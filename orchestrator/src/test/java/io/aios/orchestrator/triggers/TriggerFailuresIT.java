package io.aios.orchestrator.triggers;

import static io.aios.orchestrator.fixture.CommandApi.call;
import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.Orchestrator.Reply;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What goes wrong is told to the owner and is nobody else's trouble. */
class TriggerFailuresIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String CRON = "\"cron\": \"0 4 * * *\"";

  @Test
  void oneThatCannotFireKeepsNoOtherFromFiring() {
    Reply broken = create("nora", CRON, call("probe_add_mark", "broken"));
    Reply unreadable = create("nora", CRON, call("probe_add_mark", "unreadable"));
    Reply sound = create("nora", CRON, call("probe_add_mark", "sound"));
    update(broken, "definition = replace(definition::text, '0 4 * * *', 'never')::json");
    update(unreadable, "definition = '{\"missed\": \"sometimes\"}'");
    update(broken, "next_due = now() - interval '2 seconds'");
    update(unreadable, "next_due = now() - interval '2 seconds'");
    update(sound, "next_due = now() - interval '1 second'");

    await().atMost(SOON).until(() -> tools().effects("sound") == 1);
    await().atMost(SOON).until(() -> view("nora", broken).body().path("errors").asInt() == 1);
    assertThat(view("nora", broken).at("/lastError/code")).isEqualTo("firing-failed");
    assertThat(view("nora", broken).at("/lastError/detail")).contains("never");
    assertThat(tools().effects("broken") + tools().effects("unreadable")).isZero();
    assertThat(list("nora")).contains(sound.at("/id")).doesNotContain(unreadable.at("/id"));
    // Mended, it fires for the time that it missed.
    update(broken, "definition = replace(definition::text, 'never', '0 4 * * *')::json");
    update(broken, "retry_at = now()");
    await().atMost(SOON).until(() -> tools().effects("broken") == 1);
  }

  @Test
  void aConditionThatFailsIsTold() {
    Reply made =
        create("nina", on("event.data.misspelt == 'x'"), call("probe_add_mark", "misspelt"));
    Reply other = create("nina", on("true"), call("probe_add_mark", "spelt"));
    submit("nina");

    await().atMost(SOON).until(() -> tools().effects("spelt") > 0);
    await().atMost(SOON).until(() -> view("nina", made).body().path("errors").asInt() > 1);
    assertThat(view("nina", made).at("/lastError/code")).isEqualTo("expression-failed");
    assertThat(view("nina", made).at("/lastError/detail")).contains("event.data.misspelt == 'x'");
    assertThat(view("nina", other).body().path("errors").asInt()).isZero();
    assertThat(tools().effects("misspelt")).isZero();
    assertThat(list("nina")).contains("expression-failed");
  }

  @Test
  void anArgumentThatFailsIsToldAndNotRun() {
    Reply made =
        create(
            "olga",
            on("event.type == 'io.aios.command.Succeeded.v1'"),
            call("probe_add_mark", "${event.data.misspelt}"));
    submit("olga");

    await().atMost(SOON).until(() -> view("olga", made).body().path("errors").asInt() == 1);
    assertThat(history("olga", made).at("/items/0/status")).isEqualTo("refused");
    assertThat(history("olga", made).at("/items/0/reason")).contains("event.data.misspelt");
  }

  /** What the owner may do is asked again each time. */
  @Test
  void doesNotRunWhatItsOwnerMayRunNoMore() {
    Reply made = create("pia", CRON, call("probe_add_mark", "taken-away"));
    update(made, "grants = '{probe:read}'");
    update(made, "next_due = now()");

    await().atMost(SOON).until(() -> view("pia", made).body().path("errors").asInt() == 1);
    assertThat(view("pia", made).at("/lastError/code")).isEqualTo("permission-denied");
    assertThat(view("pia", made).at("/lastError/detail")).contains("probe:write");
    assertThat(history("pia", made).at("/items/0/status")).isEqualTo("refused");
    assertThat(tools().effects("taken-away")).isZero();
  }

  @Test
  void aNewDefinitionBeginsWithoutErrors() {
    Reply made = create("rita", CRON, call("probe_add_mark", "fresh"));
    update(made, "errors = 3, last_error = '{\"at\": \"2026-01-01T00:00:00Z\", \"code\": \"x\"}'");
    assertThat(view("rita", made).body().path("errors").asInt()).isEqualTo(3);

    String body = body(CRON, call("probe_add_mark", "fresh"));
    Reply changed = as("rita", "PUT", "/api/v1/triggers/" + made.at("/id"), body);

    assertThat(changed.body().path("errors").asInt()).isZero();
    assertThat(view("rita", made).body().has("lastError")).isFalse();
  }

  private static String on(String match) {
    return "\"event\": {\"topic\": \"aios.commands\", \"match\": \"" + match + "\"}";
  }

  private static String body(String when, String command) {
    return "{\"name\": \"t-%s\", %s, \"command\": %s}".formatted(UUID.randomUUID(), when, command);
  }

  private static Reply create(String user, String when, String command) {
    Reply made = as(user, "POST", "/api/v1/triggers", body(when, command));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static void submit(String user) {
    Reply reply = as(user, "POST", "/api/v1/commands", call("probe_read_echo", "cause"));
    assertThat(reply.at("/status")).as(reply.body().toString()).isEqualTo("succeeded");
  }

  private static Reply view(String user, Reply made) {
    return as(user, "GET", "/api/v1/triggers/" + made.at("/id"), null);
  }

  private static Reply history(String user, Reply made) {
    return as(user, "GET", "/api/v1/triggers/" + made.at("/id") + "/history", null);
  }

  private static String list(String user) {
    return as(user, "GET", "/api/v1/triggers", null).body().toString();
  }

  private static Reply as(String user, String method, String path, String body) {
    return orchestrator().send(user, method, path, body, "probe:read", "probe:write");
  }

  private static void update(Reply made, String change) {
    orchestrator()
        .context
        .getBean(JdbcTemplate.class)
        .update("update command_trigger set " + change + " where id = ?::uuid", made.at("/id"));
  }
}
