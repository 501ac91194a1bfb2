package io.aios.orchestrator.triggers;

import static io.aios.orchestrator.fixture.CommandApi.assertProblem;
import static io.aios.orchestrator.fixture.CommandApi.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.Stays;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two orchestrators over one database and one Kafka. */
class TriggersIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Stays STAYS = new Stays();

  private static ToolServer server;
  private static CountingTools tools;
  private static Orchestrator one;
  private static Orchestrator two;

  @BeforeAll
  static void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
    var infrastructure = Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
    one = new Orchestrator(infrastructure, server, "--aios.orchestrator.triggers.poll=50ms");
    two = new Orchestrator(infrastructure, server, "--aios.orchestrator.triggers.poll=50ms");
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      STAYS.check();
    } finally {
      close();
    }
  }

  private static void close() throws Exception {
    tools.openAll();
    one.close();
    two.close();
    server.close();
  }

  @Test
  void runsOnceAtATimeWithTheGrantsOfWhoMadeIt() {
    String at = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS).toString();
    Reply made = create("'at': '%s', 'command': %s".formatted(at, mark("once")));

    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    await().atMost(SOON).until(() -> tools.effects("once") == 1);
    STAYS.at(1, () -> tools.effects("once"));
    Reply history = history(made);
    assertThat(history.at("/items/0/status")).isEqualTo("submitted");
    assertThat(history.at("/items/0/cause")).isEqualTo(at);
    String command = history.at("/items/0/commandId");
    assertThat(one.get("/api/v1/commands/" + command).at("/status")).isEqualTo("succeeded");
    assertThat(tools.headers)
        .anySatisfy(header -> assertThat(header).contains("|ada|test|").contains(command));
    assertThat(history.body().path("items").size()).isEqualTo(1);
  }

  @Test
  void firesEachDueTimeOnceAmongOrchestrators() {
    Reply made = create("'cron': '0 4 * * *', 'command': " + mark("cron"));
    for (int round = 1; round <= 20; round++) {
      due(made, "now()");
      int expected = round;
      await().atMost(SOON).until(() -> tools.effects("cron") == expected && isOver(made));
    }
    STAYS.at(20, () -> tools.effects("cron"));
  }

  @Test
  void skipsMissedRunsOrRunsOnceForAll() {
    Reply skipping = create("'cron': '0 4 * * *', 'command': " + mark("missed-skip"));
    Reply running =
        create("'cron': '0 4 * * *', 'missed': 'run_once', 'command': " + mark("missed-run"));
    due(skipping, "now() - interval '5 days'");
    due(running, "now() - interval '5 days'");

    await().atMost(SOON).until(() -> tools.effects("missed-run") == 1);
    await().atMost(SOON).until(() -> history(skipping).at("/items/0/status").equals("skipped"));
    STAYS.at(1, () -> tools.effects("missed-run"));
    STAYS.at(0, () -> tools.effects("missed-skip"));
    assertThat(history(skipping).at("/items/0/reason")).contains("while no orchestrator ran");
  }

  @Test
  void doesNotBeginWhileAnEarlierRunGoesOnUnlessAllowed() {
    Reply skipping =
        create("'cron': '0 4 * * *', 'command': " + call("probe_hold_mark", "lap-skip"));
    Reply allowing =
        create(
            "'cron': '0 4 * * *', 'overlap': 'allow', 'command': "
                + call("probe_hold_mark", "lap-allow"));
    due(skipping, "now()");
    due(allowing, "now()");
    await().atMost(SOON).until(() -> tools.effects("lap-skip") + tools.effects("lap-allow") == 2);
    due(skipping, "now()");
    due(allowing, "now()");

    await().atMost(SOON).until(() -> tools.effects("lap-allow") == 2);
    await().atMost(SOON).until(() -> history(skipping).at("/items/0/status").equals("skipped"));
    assertThat(tools.effects("lap-skip")).isEqualTo(1);
    tools.open("lap-skip");
    tools.open("lap-allow");
    await().atMost(SOON).until(() -> isOver(skipping) && isOver(allowing));
  }

  /** Of a user whom no other test has: the topic is everybody's. */
  @Test
  void runsOnAnEventWithItsDataAndNotOnItsOwn() {
    String members = onSuccess(call("probe_add_mark", "after-${event.data.tool}"));
    Reply made = as("hugo", "POST", "/api/v1/triggers", body(members));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    as("hugo", "POST", "/api/v1/commands", call("probe_put_mark", "cause"));

    await().atMost(SOON).until(() -> tools.effects("after-probe_put_mark") == 1);
    // Its own command succeeds as well: were it to hear that, it would go on and on.
    STAYS.at(0, () -> tools.effects("after-probe_add_mark"));
    STAYS.at(1, () -> tools.effects("after-probe_put_mark"));
    STAYS.at(1, () -> as("hugo", "GET", path(made) + "/history", null).body().at("/items").size());
  }

  @Test
  void hearsNothingOfOthersAndNeedsAPermissionForTheLedger() {
    Reply made =
        one.send(
            "eve",
            "POST",
            "/api/v1/triggers",
            body("'event': {'topic': 'aios.commands', 'match': 'true'}, 'command': " + mark("spy")),
            "probe:write");
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    one.submit(call("probe_add_mark", "private"));

    STAYS.at(0, () -> tools.effects("spy"));
    assertProblem(
        create("'event': {'topic': 'aios.audit', 'match': 'true'}, 'command': " + mark("x")),
        403,
        "permission-denied");
    assertProblem(one.get("/api/v1/triggers/" + made.at("/id")), 404, "not-found");
    assertProblem(one.post("/api/v1/triggers/" + made.at("/id") + "/fire", ""), 404, "not-found");
  }

  @Test
  void runsNoMoreThanItsRate() {
    Reply made = create("'cron': '0 4 * * *', 'maxPerHour': 2, 'command': " + mark("rate"));
    for (int round = 0; round < 4; round++) {
      due(made, "now()");
      await().atMost(SOON).until(() -> one.get(path(made)).body().path("nextDue").isString());
      await().atMost(SOON).until(() -> isOver(made));
    }

    assertThat(tools.effects("rate")).isEqualTo(2);
    assertThat(one.get(path(made)).body().path("dropped").asInt()).isEqualTo(2);
  }

  @Test
  void isSwitchedChangedFiredAndDeleted() {
    Reply made = create("'cron': '0 4 * * *', 'command': " + mark("life"));
    assertThat(one.post(path(made) + "/disable", "").at("/enabled")).isEqualTo("false");
    assertThat(one.post(path(made) + "/enable", "").at("/nextDue")).contains("T04:00");
    assertThat(one.post(path(made) + "/fire", "").status()).isEqualTo(202);
    await().atMost(SOON).until(() -> tools.effects("life") == 1);
    Reply changed =
        one.send(
            "ada",
            "PUT",
            path(made),
            body("'cron': '0 5 * * *', 'zone': 'Asia/Kolkata', 'command': " + mark("life")),
            "probe:read",
            "probe:write");
    assertThat(changed.at("/nextDue")).contains("T23:30");
    assertThat(one.get("/api/v1/triggers").body().toString()).contains(made.at("/id"));
    assertThat(one.send("ada", "DELETE", path(made), null).status()).isEqualTo(204);
    assertProblem(one.get(path(made)), 404, "not-found");
  }

  @Test
  void refusesWhatCouldNotRun() {
    assertProblem(create("'command': " + mark("x")), 400, "malformed-request");
    assertProblem(
        create("'cron': '99 * * * *', 'command': " + mark("x")), 400, "malformed-request");
    assertProblem(
        create("'cron': '0 4 * * *', 'zone': 'Mars', 'command': " + mark("x")),
        400,
        "malformed-request");
    assertProblem(
        create("'at': '2020-01-01T00:00:00Z', 'command': " + mark("x")), 400, "malformed-request");
    assertProblem(create("'cron': '0 4 * * *'"), 400, "malformed-request");
    assertProblem(
        create("'cron': '0 4 * * *', 'command': " + call("probe_wipe", "x")),
        403,
        "permission-denied");
    assertProblem(
        create("'cron': '0 4 * * *', 'command': " + call("probe_gone", "x")), 404, "unknown-tool");
    // What an event will say is not known yet, who may call the tool is.
    assertProblem(
        create(onSuccess(call("probe_wipe", "${event.data.commandId}"))), 403, "permission-denied");
    assertProblem(
        create(
            onSuccess(
                """
                {'steps': [{'id': 'one', 'tool': 'probe_wipe',
                  'arguments': {'key': '${event.data.commandId}'}}]}\
                """)),
        403,
        "permission-denied");
    assertProblem(
        create("'event': {'topic': 'aios.commands', 'match': '1 +'}, 'command': " + mark("x")),
        400,
        "malformed-request");
    assertProblem(create(onSuccess(mark("${event.data.x + y}"))), 400, "malformed-request");
  }

  @Test
  void checksWhatIsKnownOfArgumentsThatAnEventFills() {
    String unknownMember =
        "{'tool': 'probe_add_mark', 'arguments': {'key': '${event.id}', 'other': 1}}";
    assertProblem(create(onSuccess(unknownMember)), 422, "schema-violation");
    String unknownStep =
        """
        {'steps': [{'id': 'one', 'tool': 'probe_add_mark',
          'arguments': {'key': '${event.id} ${two.text}'}}]}\
        """;
    assertProblem(create(onSuccess(unknownStep)), 422, "invalid-plan");
    String sound =
        """
        {'steps': [{'id': 'one', 'tool': 'probe_read_echo', 'arguments': {'key': 'k'}},
          {'id': 'two', 'tool': 'probe_read_echo',
           'arguments': {'key': '${event.id} of ${one.text}', 'number': '${event.data.version}'}}]}\
        """;
    Reply made = create(onSuccess(sound));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    assertThat(one.send("ada", "DELETE", path(made), null).status()).isEqualTo(204);
  }

  private static Reply as(String user, String method, String path, String body) {
    return one.send(user, method, path, body, "probe:read", "probe:write");
  }

  private static String onSuccess(String command) {
    return """
    'event': {'topic': 'aios.commands',
      'match': "event.type == 'io.aios.command.Succeeded.v1'"}, 'command':\
    """
        + command;
  }

  private static String mark(String key) {
    return call("probe_add_mark", key);
  }

  private static Reply create(String members) {
    return one.post("/api/v1/triggers", body(members));
  }

  private static String body(String members) {
    String json = members.contains("\"event.type") ? members.replace("\"event", "§event") : members;
    return "{\"name\": \"t-%s\", %s}"
        .formatted(
            UUID.randomUUID(), json.contains("§") ? quoted(members) : json.replace('\'', '"'));
  }

  /** Double quotes hold CEL with single ones. */
  private static String quoted(String members) {
    int from = members.indexOf('"');
    int to = members.indexOf('"', from + 1) + 1;
    return members.substring(0, from).replace('\'', '"')
        + members.substring(from, to)
        + members.substring(to).replace('\'', '"');
  }

  private static String path(Reply made) {
    return "/api/v1/triggers/" + made.at("/id");
  }

  private static Reply history(Reply made) {
    return one.get(path(made) + "/history");
  }

  private static boolean isOver(Reply made) {
    return history(made)
        .body()
        .path("items")
        .valueStream()
        .allMatch(
            item ->
                item.path("status").asString("").equals("skipped")
                    || one.get("/api/v1/commands/" + item.path("commandId").asString(""))
                        .body()
                        .has("endedAt"));
  }

  private static void due(Reply made, String time) {
    jdbc()
        .update(
            "update command_trigger set next_due = " + time + " where id = ?::uuid",
            made.at("/id"));
  }

  private static JdbcTemplate jdbc() {
    return one.context.getBean(JdbcTemplate.class);
  }
}
