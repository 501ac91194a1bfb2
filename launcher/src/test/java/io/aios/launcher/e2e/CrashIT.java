package io.aios.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SIGKILL in the middle of a thousand commands, then a restart: nothing that was accepted is lost,
 * no effect happens twice, and every event reaches Kafka's consumers once.
 */
@OnSharedSuite
class CrashIT {
  private static final int COMMANDS = 1_000;
  private static final int KILL_AFTER = 400;
  private static final int CALLERS = 8;
  private static final Set<String> FINAL =
      Set.of("succeeded", "failed", "cancelled", "outcome_unknown");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What each accepted command was to write; a command id as the server gave it. */
  private final Map<String, String> accepted = new ConcurrentHashMap<>();

  /** Why commands failed, and how many. */
  private final Map<String, Integer> reasons = new TreeMap<>();

  private final RunningSuite suite;

  CrashIT(RunningSuite suite) {
    this.suite = suite;
  }

  @Test
  void losesNoAcceptedCommandAndRepeatsNoEffectWhenKilled() throws Exception {
    Path effects = suite.data().resolve("workspace/effects.txt");
    try {
      submitUntilKilled(effects);
    } finally {
      // Others share the suite.
      suite.up();
    }
    int beforeTheKill = accepted.size();
    submit(effects, COMMANDS - beforeTheKill);
    Map<String, String> statuses = awaitFinal();

    Map<String, Integer> written = lines(effects);
    System.out.printf(
        "%d accepted, %d of them before the kill; ended: %s; failed: %s; %d effects%n",
        accepted.size(), beforeTheKill, counts(statuses), reasons, written.size());
    assertThat(beforeTheKill).isBetween(KILL_AFTER, COMMANDS - 1);
    assertThat(accepted).hasSize(COMMANDS);
    assertThat(statuses.keySet()).isEqualTo(accepted.keySet());
    assertThat(FINAL).containsAll(statuses.values());
    assertThat(reasons).as("why commands failed").isEmpty();
    assertThat(written.values()).as("an effect happens once at the most").containsOnly(1);
    accepted.forEach(
        (command, effect) -> {
          if (statuses.get(command).equals("succeeded")) {
            assertThat(written).as("command " + command).containsKey(effect);
          }
        });
    assertThat(eventsOnKafka()).isEqualTo(eventsInStore());
  }

  private void submitUntilKilled(Path effects) throws Exception {
    AtomicBoolean submitted = new AtomicBoolean();
    Thread killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (accepted.size() < KILL_AFTER && !submitted.get()) {
                      TimeUnit.MILLISECONDS.sleep(5);
                    }
                    suite.kill();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    try {
      submit(effects, COMMANDS - 1);
    } finally {
      submitted.set(true);
      killer.join();
    }
  }

  /** Submits from several callers until enough are accepted or nobody answers any more. */
  private void submit(Path effects, int count) throws Exception {
    String token = suite.token("*:read *:write *:destructive");
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> caller =
        () -> {
          boolean answered = true;
          while (answered && next.getAndIncrement() < count) {
            answered = submitOne(token, effects);
          }
          return answered;
        };
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Boolean> done : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
        done.get();
      }
    }
  }

  private boolean submitOne(String token, Path effects) {
    String effect = UUID.randomUUID().toString();
    String body =
        """
        {"tool":"sysops_write_file","mode":"async","idempotencyKey":"%s","arguments":
         {"path":"%s","content":"%s\\n","mode":"append"}}"""
            .formatted(effect, effects, effect);
    try {
      HttpResponse<String> response = suite.post("/api/v1/commands", token, body);
      while (isToBeOfferedAgain(response)) {
        TimeUnit.MILLISECONDS.sleep(200);
        response = suite.post("/api/v1/commands", token, body);
      }
      // 409 names one that an answer of 503 had left open.
      assertThat(response.statusCode()).as(response.body()).isIn(202, 409);
      String location = response.headers().firstValue("Location").orElseThrow();
      accepted.put(location.substring(location.lastIndexOf('/') + 1), effect);
      return true;
    } catch (IOException e) {
      return false; // killed: whatever was not answered was not promised
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Too much at once, or the disk was busy for longer than the store is waited for. */
  private static boolean isToBeOfferedAgain(HttpResponse<String> response) {
    return response.statusCode() == 429
        || (response.statusCode() == 503
            && response.headers().firstValue("Retry-After").isPresent());
  }

  private Map<String, String> awaitFinal() throws Exception {
    String token = suite.token("*:read");
    Map<String, String> statuses = new HashMap<>();
    Instant giveUp = Instant.now().plus(Duration.ofMinutes(3));
    for (String command : accepted.keySet()) {
      String status = "";
      while (!FINAL.contains(status) && Instant.now().isBefore(giveUp)) {
        HttpResponse<String> response = suite.get("/api/v1/commands/" + command, token);
        if (isToBeOfferedAgain(response)) {
          TimeUnit.MILLISECONDS.sleep(200);
          continue;
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode view = JSON.readTree(response.body());
        status = view.path("status").asString();
        if (status.equals("failed")) {
          reasons.merge(view.at("/failure/code").asString(view.toString()), 1, Integer::sum);
        }
        if (!FINAL.contains(status)) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
      statuses.put(command, status);
    }
    return statuses;
  }

  private static Map<String, Integer> lines(Path file) throws IOException {
    Map<String, Integer> lines = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      lines.merge(line, 1, Integer::sum);
    }
    return lines;
  }

  private static Map<String, Integer> counts(Map<String, String> statuses) {
    Map<String, Integer> counts = new TreeMap<>();
    statuses.values().forEach(status -> counts.merge(status, 1, Integer::sum));
    return counts;
  }

  /** Versions by command, as a consumer sees them that drops an event id it has seen. */
  private Map<String, List<Long>> eventsOnKafka() throws Exception {
    long expected = eventsInStore().values().stream().mapToLong(List::size).sum();
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:" + suite.state().port("kafka"));
    properties.put("key.deserializer", StringDeserializer.class.getName());
    properties.put("value.deserializer", StringDeserializer.class.getName());
    properties.put("auto.offset.reset", "earliest");
    Map<String, List<Long>> versions = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    Instant giveUp = Instant.now().plus(Duration.ofSeconds(60));
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
      consumer.assign(
          consumer.partitionsFor("aios.commands").stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList());
      while (seen.size() < expected && Instant.now().isBefore(giveUp)) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
          String id =
              new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
          if (seen.add(id)) {
            versions
                .computeIfAbsent(record.key(), key -> new ArrayList<>())
                .add(JSON.readTree(record.value()).path("version").asLong());
          }
        }
      }
    }
    return versions;
  }

  private Map<String, List<Long>> eventsInStore() throws Exception {
    Map<String, List<Long>> versions = new TreeMap<>();
    try (Connection connection = suite.database();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select command_id, version from orchestrator.command_event order by 1, 2")) {
      while (rows.next()) {
        versions.computeIfAbsent(rows.getString(1), key -> new ArrayList<>()).add(rows.getLong(2));
      }
    }
    return versions;
  }
}
