package io.aios.orchestrator.chaos;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** One node, broker and controller. */
final class KafkaProcess implements Server {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final String bootstrap = "127.0.0.1:" + Server.freePort();
  private Process process;

  KafkaProcess(Path directory) throws Exception {
    this.directory = directory;
    Path data = directory.resolve("data");
    String controller = "127.0.0.1:" + Server.freePort();
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.voters", "1@" + controller),
            Map.entry("listeners", "B://" + bootstrap + ",C://" + controller),
            Map.entry("listener.security.protocol.map", "B:PLAINTEXT,C:PLAINTEXT"),
            Map.entry("controller.listener.names", "C"),
            Map.entry("inter.broker.listener.name", "B"),
            Map.entry("log.dirs", data.toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("num.partitions", "3")));
    try (Writer file = Files.newBufferedWriter(settings())) {
      settings.store(file, null);
    }
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .addDirectory(data.toString())
        .setControllerListenerName("C")
        .setMetadataLogDirectory(data.toString())
        .run();
  }

  private Path settings() {
    return directory.resolve("server.properties");
  }

  @Override
  public Map<String, String> properties() {
    return Map.of("spring.kafka.bootstrap-servers", bootstrap);
  }

  @Override
  public void start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx256m",
                    "-cp",
                    classPath,
                    "kafka.Kafka",
                    settings().toString()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("kafka.log").toFile()))
            .start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.describeCluster().nodes().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Override
  public void stop() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public Stream<ProcessHandle> processes() {
    return Stream.of(process.toHandle());
  }
}
