package io.aios.launcher.infrastructure.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.machine.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as its container runs it. */
class KafkaNodeIT {
  private static final String SPRING = "spring.kafka.properties.";

  @TempDir Path directory;

  @Test
  void letsInWhoHasThePasswordAndAlsoAfterItChanged() throws Exception {
    try (EmbeddedKafka node = start("the first")) {
      assertThat(cluster(node, KafkaNode.clientProperties(address(node), "the first")))
          .isNotEmpty();
      assertThatThrownBy(() -> cluster(node, KafkaNode.clientProperties(address(node), "another")))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SaslAuthenticationException.class);
      assertThatThrownBy(
              () -> cluster(node, Map.of("spring.kafka.bootstrap-servers", address(node))))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }

    try (EmbeddedKafka node = start("the second")) {
      assertThat(cluster(node, KafkaNode.clientProperties(address(node), "the second")))
          .isNotEmpty();
      assertThatThrownBy(
              () -> cluster(node, KafkaNode.clientProperties(address(node), "the first")))
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private EmbeddedKafka start(String password) throws Exception {
    Ports ports = new Ports();
    return KafkaNode.start(
        directory.resolve("kafka"),
        password,
        "127.0.0.1",
        ports.claimOrAny(0),
        ports.claimOrAny(0),
        ports.claimOrAny(0));
  }

  private static String address(EmbeddedKafka node) {
    return "127.0.0.1:" + node.port();
  }

  private static String cluster(EmbeddedKafka node, Map<String, String> spring) throws Exception {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", address(node));
    client.put("default.api.timeout.ms", 5000);
    client.put("request.timeout.ms", 4000);
    if (spring.containsKey("spring.kafka.security.protocol")) {
      client.put("security.protocol", spring.get("spring.kafka.security.protocol"));
    }
    spring.forEach(
        (name, value) -> {
          if (name.startsWith(SPRING)) {
            client.put(name.substring(SPRING.length()), value);
          }
        });
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
