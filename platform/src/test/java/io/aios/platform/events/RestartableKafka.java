package io.aios.platform.events;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker that keeps its port and data while it is stopped. */
final class RestartableKafka {
  private final Map<String, String> config;
  private final String bootstrap;
  private KafkaRaftServer server;

  RestartableKafka(Path data) throws Exception {
    int port = freePort();
    int controller = freePort();
    bootstrap = "127.0.0.1:" + port;
    config =
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
            Map.entry("listeners", "B://" + bootstrap + ",C://127.0.0.1:" + controller),
            Map.entry("listener.security.protocol.map", "B:PLAINTEXT,C:PLAINTEXT"),
            Map.entry("controller.listener.names", "C"),
            Map.entry("inter.broker.listener.name", "B"),
            Map.entry("log.dirs", data.toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("num.partitions", "3"),
            Map.entry("group.initial.rebalance.delay.ms", "0"));
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .addDirectory(data.toString())
        .setControllerListenerName("C")
        .setMetadataLogDirectory(data.toString())
        .setIgnoreFormatted(true)
        .run();
  }

  String bootstrap() {
    return bootstrap;
  }

  /** Does nothing when it runs already. */
  void start() {
    if (server != null) {
      return;
    }
    server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
    server.startup();
  }

  void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
