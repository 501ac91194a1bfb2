package io.aios.launcher.infrastructure.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Settings of a small single node: few threads, small buffers, bounded retention. */
final class KafkaSettings {
  static final String CONTROLLER = "CONTROLLER";

  private static final String CLIENTS = "CLIENTS";
  private static final String OWN = "OWN";

  private KafkaSettings() {}

  /**
   * Of a node that others reach over a network, and only with a password. Without one it is reached
   * at its own loopback address, by itself.
   *
   * @param host its name in that network
   * @param port for the others
   * @param ownPort for itself
   */
  static Map<String, String> ofNetwork(
      Path directory, int node, String host, int port, int ownPort, int controllerPort) {
    Map<String, String> settings = new TreeMap<>(of(directory, node, ownPort, controllerPort));
    String own = OWN + "://127.0.0.1:" + ownPort;
    settings.put(
        "listeners",
        own + "," + CLIENTS + "://:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", own + "," + CLIENTS + "://" + host + ":" + port);
    settings.put(
        "listener.security.protocol.map",
        OWN + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT," + CLIENTS + ":SASL_PLAINTEXT");
    settings.put("inter.broker.listener.name", OWN);
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    // Nobody's password: the broker checks clients', and proves none itself.
    settings.put(
        "listener.name.clients.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    return settings;
  }

  static Map<String, String> of(Path directory, int node, int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "" + node),
        Map.entry("controller.quorum.voters", node + "@127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        Map.entry("log.dirs", directory.toString()),
        Map.entry("num.partitions", "3"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("num.network.threads", "1"),
        Map.entry("num.io.threads", "2"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "1"),
        Map.entry("num.replica.fetchers", "1"),
        Map.entry("log.cleaner.dedupe.buffer.size", "" + (4 << 20)),
        Map.entry("log.cleaner.io.buffer.size", "" + (64 << 10)),
        Map.entry("log.index.size.max.bytes", "" + (1 << 20)),
        Map.entry("log.segment.bytes", "" + (16 << 20)),
        Map.entry("log.retention.bytes", "" + (128 << 20)),
        Map.entry("log.retention.hours", "168"),
        Map.entry("metadata.log.max.record.bytes.between.snapshots", "" + (4 << 20)),
        Map.entry("metadata.log.segment.bytes", "" + (8 << 20)),
        Map.entry("metadata.max.retention.bytes", "" + (32 << 20)),
        Map.entry("broker.session.timeout.ms", "4000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"),
        Map.entry("auto.create.topics.enable", "true"));
  }
}
