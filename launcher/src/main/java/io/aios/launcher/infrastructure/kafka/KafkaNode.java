package io.aios.launcher.infrastructure.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.utils.Exit;

/**
 * One Kafka node as a container of its own: clients prove a password that does not travel (SCRAM,
 * RFC 7677).
 */
public final class KafkaNode {
  /** Where clients come. */
  public static final int PORT = 9092;

  private static final int OWN_PORT = 19092;
  private static final int CONTROLLER_PORT = 19093;
  private static final int NODE = 1;
  private static final int ITERATIONS = 8192;
  private static final String USER = "aios";

  private KafkaNode() {}

  /**
   * Runs until it is told to end.
   *
   * @param args the directory of its log; the file with the clients' password; its name in the
   *     network
   */
  public static void main(String[] args) throws Exception {
    String password = Files.readString(Path.of(args[1])).strip();
    EmbeddedKafka node =
        start(Path.of(args[0]), password, args[2], PORT, OWN_PORT, CONTROLLER_PORT);
    // Here nothing has to outlive it: whoever runs the container starts it again.
    Exit.resetExitProcedure();
    Exit.resetHaltProcedure();
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
    new CountDownLatch(1).await();
  }

  /**
   * Starts, and gives the user {@code aios} the password, a changed one too.
   *
   * @param host under which clients reach the port
   */
  static EmbeddedKafka start(
      Path directory, String password, String host, int port, int ownPort, int controllerPort)
      throws IOException, InterruptedException {
    EmbeddedKafka node =
        EmbeddedKafka.start(
            directory,
            KafkaSettings.ofNetwork(directory, NODE, host, port, ownPort, controllerPort),
            port);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ownPort))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                      password.getBytes(StandardCharsets.US_ASCII))))
          .all()
          .get();
      return node;
    } catch (ExecutionException e) {
      node.close();
      throw new IOException("Kafka did not take the clients' password", e);
    }
  }

  /** The Spring properties of a client. */
  public static Map<String, String> clientProperties(String servers, String password) {
    return Map.of(
        "spring.kafka.bootstrap-servers",
        servers,
        "spring.kafka.security.protocol",
        "SASL_PLAINTEXT",
        "spring.kafka.properties.sasl.mechanism",
        "SCRAM-SHA-512",
        "spring.kafka.properties.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(USER, password));
  }
}
