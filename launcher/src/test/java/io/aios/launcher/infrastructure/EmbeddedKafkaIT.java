package io.aios.launcher.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.infrastructure.kafka.EmbeddedKafka;
import io.aios.launcher.machine.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  @TempDir Path directory;

  @Test
  void keepsEventsAcrossARestartOnOtherPortsAndNamesDamage() throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    try (EmbeddedKafka kafka = start(data)) {
      send(kafka, "kept");
    }
    try (EmbeddedKafka kafka = start(data)) {
      assertThat(receive(kafka)).containsExactly("kept");
    }

    Path meta = data.kafka().resolve("meta.properties");
    String good = Files.readString(meta);
    Files.delete(meta);
    assertThatThrownBy(() -> start(data))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(data.kafka() + " is damaged (meta.properties is missing)")
        .hasMessageContaining("mv " + data.kafka());
    Files.writeString(meta, "version=nonsense\n");
    assertThatThrownBy(() -> start(data))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("refused to start on " + data.kafka());

    Files.writeString(meta, good);
    try (EmbeddedKafka kafka = start(data)) {
      assertThat(receive(kafka)).containsExactly("kept");
    }
  }

  private static EmbeddedKafka start(DataDirectory data) {
    Ports ports = new Ports();
    return EmbeddedKafka.start(data, ports.claimOrAny(0), ports.claimOrAny(0));
  }

  private static Map<String, Object> client(EmbeddedKafka kafka) {
    return Map.of(
        "bootstrap.servers",
        kafka.properties().get("spring.kafka.bootstrap-servers"),
        "group.id",
        "test",
        "auto.offset.reset",
        "earliest",
        "enable.auto.commit",
        "false");
  }

  private static void send(EmbeddedKafka kafka, String word) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", client(kafka).get("bootstrap.servers")),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("words", word)).get();
    }
  }

  private static List<String> receive(EmbeddedKafka kafka) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(kafka), new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("words"));
      List<String> words = List.of();
      for (int attempt = 0; attempt < 60 && words.isEmpty(); attempt++) {
        words = new java.util.ArrayList<>();
        for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(500))) {
          words.add(event.value());
        }
      }
      return words;
    }
  }
}
