package io.aios.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aios.contracts.commands.CommandChange;
import io.aios.contracts.events.Topics;
import io.aios.orchestrator.fixture.CountingTools;
import io.aios.orchestrator.fixture.Crash;
import io.aios.orchestrator.fixture.Orchestrator;
import io.aios.orchestrator.fixture.Orchestrator.Reply;
import io.aios.orchestrator.fixture.ToolServer;
import io.aios.platform.events.EventReader;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orchestrators that vanish in the middle of commands, and others that go on over one database. */
class RecoveryIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String FAST = "--aios.orchestrator.lease-time=1500ms";

  private static final int MANY = 1_500;

  private final Map<String, String> infrastructure =
      Infrastructure.properties(Part.POSTGRES, Part.REDIS, Part.KAFKA);
  private final List<Orchestrator> running = new ArrayList<>();
  private ToolServer server;
  private CountingTools tools;

  @BeforeEach
  void start() throws Exception {
    server = new ToolServer();
    tools = server.tools;
  }

  @AfterEach
  void stop() throws Exception {
    tools.openAll();
    running.forEach(Orchestrator::close);
    server.close();
  }

  @Test
  void anotherOrchestratorGoesOnWithCommandsOfOneThatVanished() {
    Orchestrator first = orchestrator();
    Reply write = first.submit(held("probe_hold_mark", "write"));
    Reply read = first.submit(held("probe_hold_read", "read"));
    Reply plan =
        first.submit(
            """
            {"mode": "async", "steps": [
              {"id": "a", "tool": "probe_add_mark", "arguments": {"key": "done"}},
              {"id": "b", "tool": "probe_hold_read", "arguments": {"key": "plan-${a.result.count}"}},
              {"id": "c", "tool": "probe_add_mark",
               "arguments": {"key": "last", "text": "${b.text}"}}]}""");
    await().atMost(SOON).until(() -> tools.effects("plan-1") == 1);
    await().atMost(SOON).until(() -> tools.effects("write") + tools.effects("read") == 2);

    Crash.databaseOf(first);
    Reply refused = first.submit(held("probe_hold_mark", "refused"));
    assertThat(refused.at("/type")).isEqualTo("urn:aios:problem:service-unavailable");
    assertThat(refused.status()).isEqualTo(503);
    Crash.of(first);
    Orchestrator second = orchestrator();

    awaitStatus(second, write, "outcome_unknown");
    assertThat(tools.effects("write")).isEqualTo(1);
    await().atMost(SOON).until(() -> tools.effects("read") == 2);
    await().atMost(SOON).until(() -> tools.effects("plan-1") == 2);
    tools.open("read");
    tools.open("plan-1");
    awaitStatus(second, read, "succeeded");
    awaitStatus(second, plan, "succeeded");
    assertThat(tools.effects("done")).isEqualTo(1);
    assertThat(tools.effects("last")).isEqualTo(1);
  }

  @Test
  void whatWasAcceptedIsNotRefusedWhenTheDatabaseGoesAwayMeanwhile() {
    Orchestrator only = orchestrator(FAST, "--aios.orchestrator.sync-wait=3s");
    CompletableFuture<Reply> reply =
        CompletableFuture.supplyAsync(
            () ->
                only.submit(
                    "{\"tool\": \"probe_hold_read\", \"arguments\": {\"key\": \"promised\"}}"));
    await().atMost(SOON).until(() -> tools.effects("promised") == 1);

    Crash.databaseOf(only);

    assertThat(reply.join().status()).as(reply.join().body().toString()).isEqualTo(202);
    assertThat(reply.join().location()).isNotBlank();
  }

  @Test
  void refusesWhatItCannotStoreFastEnough() throws Exception {
    Orchestrator only =
        orchestrator(
            FAST, "--aios.orchestrator.max-accepting=1", "--aios.orchestrator.store.patience=30s");
    String body =
        "{\"idempotencyKey\": \"slow\", \"tool\": \"probe_read_echo\", \"arguments\": {\"key\": \"slow\"}}";
    try (Connection connection = only.context.getBean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("lock table idempotency_key");
      CompletableFuture<Reply> slow = CompletableFuture.supplyAsync(() -> only.submit(body));
      AtomicReference<Reply> refused = new AtomicReference<>();
      await()
          .atMost(SOON)
          .until(
              () -> {
                refused.set(only.submit("{\"dryRun\": true, \"tool\": \"probe_nothing\"}"));
                return refused.get().status() == 503;
              });
      assertThat(refused.get().at("/detail")).contains("limit");
      connection.rollback();
      assertThat(slow.join().at("/status")).isEqualTo("succeeded");
    }
  }

  @Test
  void losesNoEventAndPublishesEachOnceOverACrash() {
    Orchestrator first = orchestrator();
    List<Reply> replies =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    first.submit(held(i % 2 == 0 ? "probe_hold_mark" : "probe_hold_read", "e" + i)))
            .toList();
    await()
        .atMost(SOON)
        .until(() -> IntStream.range(0, 30).allMatch(i -> tools.effects("e" + i) == 1));
    Crash.of(first);
    IntStream.range(0, 30).forEach(i -> tools.open("e" + i));
    Orchestrator second = orchestrator();
    replies.forEach(
        reply ->
            await()
                .atMost(SOON)
                .until(() -> !second.get(reply.location()).at("/status").equals("running")));

    Map<UUID, List<Long>> seen = new HashMap<>();
    Map<UUID, Long> expected = new HashMap<>();
    for (Reply reply : replies) {
      Reply view = second.get(reply.location());
      assertThat(view.at("/status")).isIn("succeeded", "outcome_unknown");
      expected.put(UUID.fromString(view.at("/id")), view.body().path("version").asLong());
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              seen.clear();
              for (CommandChange change : published(second)) {
                seen.computeIfAbsent(change.commandId(), id -> new ArrayList<>())
                    .add(change.version());
              }
              expected.forEach(
                  (id, version) ->
                      assertThat(seen.get(id).stream().distinct().toList())
                          .isEqualTo(LongStream.rangeClosed(1, version).boxed().toList()));
            });
  }

  @Test
  void aStoppingOrchestratorHandsItsCommandsOverAtOnce() {
    Orchestrator first = orchestrator("--aios.orchestrator.lease-time=10m");
    Orchestrator second = orchestrator();
    Reply read = first.submit(held("probe_hold_read", "handover"));
    await().atMost(SOON).until(() -> tools.effects("handover") == 1);

    running.remove(first);
    first.close();

    await().atMost(SOON).until(() -> tools.effects("handover") == 2);
    tools.open("handover");
    awaitStatus(second, read, "succeeded");
  }

  @Test
  void takesNothingFromTheLivingWhenAllWereSilentAlike() {
    Orchestrator first = orchestrator();
    Orchestrator second = orchestrator();
    Reply one = first.submit(held("probe_hold_mark", "silent-one"));
    Reply two = second.submit(held("probe_hold_mark", "silent-two"));
    await()
        .atMost(SOON)
        .until(() -> tools.effects("silent-one") + tools.effects("silent-two") == 2);

    JdbcTemplate jdbc = first.context.getBean(JdbcTemplate.class);
    Instant silent = Instant.now();
    jdbc.update("update orchestrator_node set alive_until = now() - interval '1 minute'");
    await()
        .atMost(SOON)
        .until(
            () ->
                2
                    == jdbc.queryForObject(
                        "select count(*) from orchestrator_node where alive_until > ?",
                        Integer.class,
                        Timestamp.from(silent)));
    tools.openAll();

    awaitStatus(second, one, "succeeded");
    awaitStatus(first, two, "succeeded");
  }

  @Test
  void whoTakesOverManyCommandsDoesNotFallSilentOverIt() {
    String lease = "--aios.orchestrator.lease-time=2s";
    Orchestrator first = orchestrator(lease);
    Reply pattern =
        first.submit("{\"tool\": \"probe_read_echo\", \"arguments\": {\"key\": \"many\"}}");
    JdbcTemplate jdbc = first.context.getBean(JdbcTemplate.class);
    orchestrator(lease);
    jdbc.update(
        "with copy as (insert into command_event (command_id, version, type, data, at)"
            + " select gen_random_uuid(), 1, type, data, now() from command_event,"
            + " generate_series(1, ?) where command_id = ?::uuid and version = 1"
            + " returning command_id), lease as (insert into command_lease (command_id, owner)"
            + " select command_id, gen_random_uuid() from copy)"
            + " insert into command_view (command_id, subject, client, status, version, steps,"
            + " accepted_at) select command_id, 'ada', 'test', 'running', 1, 1, now() from copy",
        MANY,
        pattern.at("/id"));

    await()
        .atMost(SOON.multipliedBy(2))
        .until(() -> 0 == jdbc.queryForObject("select count(*) from command_lease", Integer.class));

    assertThat(jdbc.queryForObject("select last_value from command_lease_epoch", Long.class))
        .as("takings of leases")
        .isEqualTo(MANY);
  }

  @Test
  void cancelReachesACommandThatAnotherOrchestratorRuns() {
    Orchestrator first = orchestrator();
    Orchestrator second = orchestrator();
    Reply reply = first.submit(held("probe_hold_mark", "far"));
    await().atMost(SOON).until(() -> tools.effects("far") == 1);

    second.post(reply.location() + "/cancel", null);

    awaitStatus(second, reply, "cancelled");
    await().atMost(SOON).until(() -> tools.interrupted.contains("far"));
  }

  @Test
  void runsWaitingCommandsByPriorityWhenPlacesAreFew() {
    Orchestrator only = orchestrator("--aios.orchestrator.max-running=1");
    Reply first = only.submit(held("probe_hold_read", "place"));
    Reply low = only.submit(prioritised("low", 1));
    Reply high = only.submit(prioritised("high", 9));
    assertThat(tools.effects("low") + tools.effects("high")).isZero();

    tools.open("place");
    awaitStatus(only, first, "succeeded");
    await().atMost(SOON).until(() -> tools.effects("high") == 1);
    assertThat(tools.effects("low")).isZero();
    tools.open("high");
    tools.open("low");
    awaitStatus(only, high, "succeeded");
    awaitStatus(only, low, "succeeded");
  }

  private Orchestrator orchestrator(String... more) {
    String[] arguments = more.length == 0 ? new String[] {FAST} : more;
    Orchestrator one = new Orchestrator(infrastructure, server, arguments);
    running.add(one);
    return one;
  }

  private static String held(String tool, String key) {
    return "{\"mode\": \"async\", \"tool\": \"%s\", \"arguments\": {\"key\": \"%s\"}}"
        .formatted(tool, key);
  }

  private static String prioritised(String key, int priority) {
    return "{\"mode\": \"async\", \"priority\": %d, \"tool\": \"probe_hold_read\", \"arguments\": {\"key\": \"%s\"}}"
        .formatted(priority, key);
  }

  private static void awaitStatus(Orchestrator where, Reply started, String status) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(where.get(started.location()).at("/status"))
                    .as(() -> where.get(started.location()).body().toPrettyString())
                    .isEqualTo(status));
  }

  /** Everything on the topic, from its beginning. */
  private List<CommandChange> published(Orchestrator where) {
    EventReader reader = where.context.getBean(EventReader.class);
    Map<String, Object> config =
        Map.of("bootstrap.servers", infrastructure.get("spring.kafka.bootstrap-servers"));
    try (KafkaConsumer<String, CloudEvent> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new CloudEventDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.COMMANDS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<CommandChange> changes = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, CloudEvent> record : consumer.poll(Duration.ofMillis(200))) {
          changes.add(reader.data(record.value(), CommandChange.class));
        }
      }
      return changes;
    }
  }
}
