package io.aios.orchestrator;

import static io.aios.orchestrator.fixture.CommandApi.orchestrator;
import static io.aios.orchestrator.fixture.CommandApi.tools;
import static org.assertj.core.api.Assertions.assertThat;

import io.aios.contracts.events.Topics;
import io.aios.contracts.privacy.ErasureRequested;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.platform.events.Outbox;
import io.aios.platform.events.OutgoingEvent;
import io.aios.platform.privacy.SubjectData;
import io.aios.testkit.mcp.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What of a user is told and erased, asked for as the gateway does. */
class SubjectDataIT {
  private static final String CALL =
      "{\"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"private-%s\"}}";
  private static final String PLAN =
      "{\"description\": \"Marks.\", \"steps\": [{\"id\": \"one\","
          + " \"tool\": \"probe_add_mark\", \"arguments\": {\"key\": \"planned\"}}]}";
  private static final String TRIGGER =
      "{\"name\": \"trigger-%s\", \"cron\": \"0 4 * * *\", \"command\": "
          + CALL.formatted("due")
          + "}";
  private static final String[] GRANTS = {"probe:read", "probe:write"};

  private static Reply submit(String user, String body) {
    Reply reply = orchestrator().send(user, "POST", "/api/v1/commands", body, GRANTS);
    assertThat(reply.status()).as(reply.body().toString()).isBetween(200, 202);
    return reply;
  }

  private static HttpResponse<String> ask(String user, String scope) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(orchestrator().url().resolve("/internal/subject-data"))
              .header(
                  "Authorization", "Bearer " + TestGateway.get().token(user, "orchestrator", scope))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode export(String user) throws Exception {
    return new JsonMapper().readTree(ask(user, "subject:export").body());
  }

  @Test
  void tellsAndErasesAUsersCommandsAndTriggersAndNobodyElses() throws Exception {
    submit("ines", CALL.formatted("ines"));
    submit("jan", CALL.formatted("jan"));
    Reply open =
        submit(
            "ines",
            "{\"mode\": \"async\", \"tool\": \"probe_hold_read\","
                + " \"arguments\": {\"key\": \"ines-waits\"}}");

    assertThat(ask("ines", "commands").statusCode()).isEqualTo(403);
    JsonNode before = export("ines");
    assertThat(before.path("commandCount").asInt()).isEqualTo(2);
    assertThat(before.toString()).contains("private-ines").doesNotContain("private-jan");

    request("ines");
    await("ines", 1);
    JsonNode after = export("ines");
    assertThat(after.toString()).doesNotContain("private-ines");
    assertThat(after.at("/commands/0/id").asString()).isEqualTo(open.at("/id"));
    assertThat(export("jan").toString()).contains("private-jan");

    tools().open("ines-waits");
    SubjectData data = orchestrator().context.getBean(SubjectData.class);
    awaitEnd(open);
    assertThat(erase(data).get("commands")).isEqualTo(1L);
    assertThat(erase(data).get("commandsKept")).isZero();
    assertThat(export("ines").path("commandCount").asInt(-1)).isZero();
  }

  @Test
  void tellsAndErasesTriggersAndTheNamesOfPlansAndNobodyElses() throws Exception {
    for (String user : List.of("kai", "lea")) {
      save(user, "/api/v1/plans/of_" + user, "PUT", PLAN);
      save(user, "/api/v1/triggers", "POST", TRIGGER.formatted(user));
    }
    assertThat(export("kai").toString())
        .contains("of_kai", "trigger-kai")
        .doesNotContain("of_lea", "trigger-lea");

    orchestrator()
        .context
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            none -> orchestrator().context.getBean(SubjectData.class).erase("kai"));

    assertThat(export("kai").path("triggers").size()).isZero();
    assertThat(export("kai").path("plans").size()).isZero();
    assertThat(export("lea").toString()).contains("of_lea", "trigger-lea");
  }

  private static void save(String user, String path, String method, String body) {
    Reply reply =
        orchestrator().send(user, method, path, body, "probe:read", "probe:write", "plans:write");
    assertThat(reply.status()).as(reply.body().toString()).isBetween(200, 201);
  }

  private static java.util.Map<String, Long> erase(SubjectData data) {
    return orchestrator()
        .context
        .getBean(TransactionOperations.class)
        .execute(status -> data.erase("ines"));
  }

  private static void awaitEnd(Reply open) {
    String path = "/api/v1/commands/" + open.at("/id");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> orchestrator().send("ines", "GET", path, null, GRANTS).at("/status"),
            "succeeded"::equals);
  }

  private static void await(String user, int commands) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> export(user).path("commandCount").asInt(), found -> found == commands);
  }

  private static void request(String user) {
    var context = orchestrator().context;
    UUID id = UUID.randomUUID();
    context
        .getBean(TransactionOperations.class)
        .executeWithoutResult(
            none ->
                context
                    .getBean(Outbox.class)
                    .append(
                        List.of(
                            new OutgoingEvent(
                                id,
                                Topics.PRIVACY,
                                id.toString(),
                                ErasureRequested.TYPE,
                                Instant.now(),
                                new ErasureRequested(id, user)))));
  }
}
