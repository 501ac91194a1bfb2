package io.aios.orchestrator.chaos;

import io.aios.contracts.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** The events of some commands, as a consumer of Kafka sees them. */
final class Published {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> infrastructure;
  private final Map<String, Long> versions;
  private final Map<String, Long> last = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long again;

  /**
   * @param versions the last one of each command
   */
  Published(Map<String, String> infrastructure, Map<String, Long> versions) {
    this.infrastructure = infrastructure;
    this.versions = versions;
  }

  /**
   * @param again deliveries of an id that was delivered before, which consumers drop
   */
  record Counts(long events, long again) {}

  /** Reads the topic from its beginning until all are there or time is over. */
  Counts read(Duration patience, List<String> faults) {
    long end = System.nanoTime() + patience.toNanos();
    Map<String, Object> config =
        Map.of("bootstrap.servers", infrastructure.get("spring.kafka.bootstrap-servers"));
    long expected = versions.values().stream().mapToLong(Long::longValue).sum();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.COMMANDS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (seen.size() < expected && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(500)).forEach(record -> take(record, faults));
      }
    }
    versions.forEach(
        (id, version) -> {
          if (!version.equals(last.get(id))) {
            faults.add(id + " has " + version + " events, " + last.get(id) + " on Kafka");
          }
        });
    return new Counts(seen.size(), again);
  }

  private void take(ConsumerRecord<String, String> record, List<String> faults) {
    if (!versions.containsKey(record.key())) {
      return;
    }
    String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    if (!seen.add(id)) {
      again++;
      return;
    }
    long version = JSON.readTree(record.value()).path("version").asLong();
    long before = last.getOrDefault(record.key(), 0L);
    if (version != before + 1) {
      faults.add(record.key() + ": event " + version + " came after " + before);
    }
    last.put(record.key(), version);
  }
}
