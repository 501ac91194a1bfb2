package io.aios.launcher.infrastructure.kafka;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and controller, on loopback in this process, its log in {@code
 * <data>/kafka}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String NAME = "kafka";
  private static final int NODE = 1;
  private static final String META = "meta.properties";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts on the data directory, formatting it when it is absent.
   *
   * @param controllerPort a second free port, for the node's own consensus
   * @throws StartFailure with the server's own reason; nothing is deleted
   */
  public static EmbeddedKafka start(DataDirectory data, int port, int controllerPort) {
    Path directory = data.kafka();
    Map<String, String> settings = KafkaSettings.of(directory, NODE, port, controllerPort);
    return start(directory, settings, port);
  }

  /**
   * Starts with the given settings, formatting the directory when it is absent.
   *
   * @param port as {@link #port} shall have it
   */
  static EmbeddedKafka start(Path directory, Map<String, String> settings, int port) {
    format(directory);
    // Kafka ends the whole process on a fatal fault; the suite must outlive it.
    Exit.setHaltProcedure(EmbeddedKafka::refuseToEndProcess);
    Exit.setExitProcedure(EmbeddedKafka::refuseToEndProcess);
    try {
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      start(server);
      return new EmbeddedKafka(server, port);
    } catch (RuntimeException e) {
      throw refused(directory, e);
    }
  }

  private static void start(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  private static void format(Path directory) {
    try {
      if (Files.exists(directory.resolve(META))) {
        return;
      }
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        if (files.findAny().isPresent()) {
          throw new StartFailure(
              NAME, directory + " is damaged (" + META + " is missing)", advice(directory));
        }
      }
      new Formatter()
          .setNodeId(NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw StartFailure.of(NAME, e);
    } catch (StartFailure e) {
      throw e;
    } catch (Exception e) {
      throw refused(directory, e);
    }
  }

  private static StartFailure refused(Path directory, Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StartFailure failure =
        new StartFailure(
            NAME,
            "it refused to start on " + directory + " (" + cause.getMessage() + ")",
            advice(directory));
    failure.initCause(e);
    return failure;
  }

  private static String advice(Path directory) {
    return "Nothing was deleted; its lines are in the suite's log. Put a backup in place of the directory, or move it away to start with empty topics: mv %s %s.broken"
        .formatted(directory, directory);
  }

  private static void refuseToEndProcess(int status, String message) {
    throw new IllegalStateException("Kafka gave up with status " + status + ": " + message);
  }

  /** What services need to use it, as Spring properties. */
  public Map<String, String> properties() {
    return Map.of("spring.kafka.bootstrap-servers", "127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
