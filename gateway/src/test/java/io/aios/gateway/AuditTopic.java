package io.aios.gateway;

import io.aios.contracts.audit.AuditBatch;
import io.aios.contracts.audit.AuditRecord;
import io.aios.contracts.events.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** What arrives on {@code aios.audit}. */
final class AuditTopic {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConcurrentLinkedQueue<AuditRecord> seen = new ConcurrentLinkedQueue<>();
  private final String servers;

  AuditTopic(Suite suite) {
    servers = suite.gateway.getEnvironment().getRequiredProperty("spring.kafka.bootstrap-servers");
    Thread.ofPlatform().daemon().name("audit-topic").start(this::consume);
  }

  private void consume() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest",
            "metadata.max.age.ms",
            "500");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(java.util.List.of(Topics.AUDIT));
      while (true) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                entry -> seen.addAll(JSON.readValue(entry.value(), AuditBatch.class).records()));
      }
    }
  }

  /** Waits for a record; fails when none comes. */
  AuditRecord await(Predicate<AuditRecord> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var found = seen.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("No such audit record among " + seen.size() + ": " + seen);
  }

  /** How many records of the request with that trace have come. */
  long countOf(String traceId) {
    return seen.stream().filter(entry -> traceId.equals(entry.traceId())).count();
  }

  /** The record of the request with that trace. */
  AuditRecord ofTrace(String traceId) throws InterruptedException {
    return await(entry -> traceId.equals(entry.traceId()));
  }
}
