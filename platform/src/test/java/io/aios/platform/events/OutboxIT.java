package io.aios.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aios.platform.boot.AiosApplication;
import io.aios.testkit.Infrastructure;
import io.aios.testkit.Infrastructure.Part;
import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.ScopedSpan;
import io.micrometer.tracing.Tracer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxIT {
  private static final String TOPIC = "test.things";
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path kafkaData;
  private static RestartableKafka kafka;
  private static ConfigurableApplicationContext context;
  private static Consumed consumed;

  @BeforeAll
  static void startWithoutKafka() throws Exception {
    kafka = new RestartableKafka(kafkaData);
    context = start();
    consumed = context.getBean(Consumed.class);
  }

  @AfterAll
  static void stop() {
    context.close();
    kafka.stop();
  }

  private static ConfigurableApplicationContext start() {
    List<String> arguments = new ArrayList<>();
    DATABASE.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    arguments.add("--spring.kafka.bootstrap-servers=" + kafka.bootstrap());
    arguments.add("--server.port=0");
    arguments.add("--aios.platform.uses=postgres,kafka");
    arguments.add("--management.tracing.sampling.probability=1.0");
    return AiosApplication.run(Fixture.class, "fixture", arguments.toArray(String[]::new));
  }

  private static final Map<String, String> DATABASE = Infrastructure.properties(Part.POSTGRES);

  @BeforeEach
  void forget() {
    consumed.events.clear();
  }

  @Test
  void keepsEventsInOrderWhileKafkaIsAwayAndDeliversThemOnceItIsThere() {
    kafka.stop();
    append("early", 0, 10);
    await().atMost(SOON).until(() -> health().getDetails().containsKey("degraded"));
    assertThat(health().getStatus()).isEqualTo(Status.UP);
    await().atMost(SOON).until(() -> backlogGauge() == 10);

    kafka.start();
    append("early", 10, 20);
    await().atMost(SOON).until(() -> consumed.numbers("early").size() >= 20);
    assertThat(consumed.numbers("early")).isEqualTo(numbers(0, 20));

    kafka.stop();
    append("early", 20, 30);
    kafka.start();
    append("early", 30, 40);
    await().atMost(SOON).until(() -> consumed.numbers("early").size() >= 40);
    assertThat(consumed.numbers("early")).isEqualTo(numbers(0, 40));
    await().atMost(SOON).until(() -> rows("outbox") == 0);
    assertThat(health().getDetails()).doesNotContainKey("degraded");
  }

  @Test
  void keepsTheOrderOfEachKeyWithTwoRelaysOnOneSchema() {
    kafka.start();
    try (ConfigurableApplicationContext other = start()) {
      for (int i = 0; i < 200; i++) {
        append(i % 2 == 0 ? context : other, "key" + i % 5, i, i + 1);
      }
      List<Consumed> both = List.of(consumed, other.getBean(Consumed.class));
      await().atMost(SOON).until(() -> both.stream().mapToInt(c -> c.events.size()).sum() >= 200);
      for (int key = 0; key < 5; key++) {
        String name = "key" + key;
        List<Integer> seen = new ArrayList<>();
        both.forEach(c -> seen.addAll(c.numbers(name)));
        int first = key;
        assertThat(seen)
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 40).map(n -> first + n * 5).boxed().toList());
      }
      assertThat(List.of(context, other))
          .filteredOn(c -> c.getBean(OutboxRelay.class).status().active())
          .hasSize(1);
    }
  }

  @Test
  void takesOverWhenTheActiveRelayIsGone() {
    kafka.start();
    ConfigurableApplicationContext other = start();
    context.getBean(OutboxRelay.class).stop();
    append(other, "takeover", 0, 5);
    await().atMost(SOON).until(() -> rows("outbox") == 0);
    other.close();
    context.getBean(OutboxRelay.class).start();
    append("takeover", 5, 6);
    await().atMost(SOON).until(() -> rows("outbox") == 0);
  }

  @Test
  void continuesTheProducersTraceInTheConsumer() {
    kafka.start();
    Tracer tracer = context.getBean(Tracer.class);
    ScopedSpan span = tracer.startScopedSpan("test");
    append("traced", 0, 1);
    span.end();

    await().atMost(SOON).until(() -> consumed.numbers("traced").size() == 1);
    assertThat(consumed.events.getFirst().traceId()).isEqualTo(span.context().traceId());
    assertThat(consumed.events.getFirst().event().getType()).isEqualTo("io.aios.test.Counted.v1");
    assertThat(consumed.events.getFirst().event().getSource()).hasToString("urn:aios:fixture");
  }

  @Test
  void parksAnEventThatKafkaWillNeverTakeAndGoesOn() {
    kafka.start();
    in(
        context,
        () ->
            context
                .getBean(Outbox.class)
                .append(List.of(event("huge", "x".repeat(2_000_000)), event("huge", 1))));

    await().atMost(SOON).until(() -> consumed.numbers("huge").size() == 1);
    await().atMost(SOON).until(() -> rows("outbox_parked") == 1);
    assertThat(rows("outbox")).isZero();
  }

  @Test
  void publishesNothingOfATransactionThatRollsBack() {
    assertThatThrownBy(
            () ->
                in(
                    context,
                    () -> {
                      context.getBean(Outbox.class).append(List.of(event("never", 1)));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(
            context
                .getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from outbox where key = 'never'", Long.class))
        .isZero();
  }

  @Test
  void refusesEventsOutsideATransaction() {
    assertThatThrownBy(() -> context.getBean(Outbox.class).append(List.of(event("loose", 1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void handlesAnEventOnlyTheFirstTime() {
    Inbox inbox = context.getBean(Inbox.class);
    UUID id = UUID.randomUUID();
    List<Boolean> answers = new ArrayList<>();
    in(context, () -> answers.add(inbox.firstTime(id)));
    in(context, () -> answers.add(inbox.firstTime(id)));
    assertThat(answers).containsExactly(true, false);
  }

  private static void append(String key, int from, int to) {
    append(context, key, from, to);
  }

  private static void append(ConfigurableApplicationContext where, String key, int from, int to) {
    List<OutgoingEvent> events =
        IntStream.range(from, to).mapToObj(number -> event(key, number)).toList();
    in(where, () -> where.getBean(Outbox.class).append(events));
  }

  private static OutgoingEvent event(String key, Object data) {
    return new OutgoingEvent(
        UUID.randomUUID(), TOPIC, key, "io.aios.test.Counted.v1", Instant.EPOCH, data);
  }

  private static void in(ConfigurableApplicationContext where, Runnable work) {
    where.getBean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  private static Health health() {
    return context.getBean(OutboxHealthIndicator.class).health();
  }

  private static double backlogGauge() {
    return context.getBean(MeterRegistry.class).get("aios.outbox.backlog").gauge().value();
  }

  private static long rows(String table) {
    Long count =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject("select count(*) from " + table, Long.class);
    return count == null ? 0 : count;
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Consumed.class)
  static class Fixture {}

  static class Consumed {
    record Seen(CloudEvent event, int number, String traceId) {}

    final List<Seen> events = new CopyOnWriteArrayList<>();
    private final EventReader reader;
    private final Tracer tracer;

    Consumed(EventReader reader, Tracer tracer) {
      this.reader = reader;
      this.tracer = tracer;
    }

    @KafkaListener(topics = TOPIC, properties = "metadata.max.age.ms=500")
    void on(CloudEvent event) {
      String trace = tracer.currentTraceContext().context().traceId();
      events.add(new Seen(event, reader.data(event, Integer.class), trace));
    }

    List<Integer> numbers(String key) {
      return events.stream()
          .filter(seen -> key.equals(seen.event.getSubject()))
          .map(Seen::number)
          .toList();
    }
  }
}
