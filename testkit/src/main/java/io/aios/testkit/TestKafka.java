package io.aios.testkit;

import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

final class TestKafka {
  private TestKafka() {}

  static String bootstrapServers() {
    return Holder.BROKER.getBrokersAsString();
  }

  private static final class Holder {
    static final EmbeddedKafkaBroker BROKER = start();

    private static EmbeddedKafkaBroker start() {
      EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
      broker.afterPropertiesSet();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
      return broker;
    }
  }
}
