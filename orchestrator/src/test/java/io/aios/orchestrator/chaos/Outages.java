package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.fixture.ToolServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.catalina.LifecycleException;

/** Two orchestrators under load while one of the servers that they stand on is away. */
public final class Outages implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_ROUNDS = 5;
  private static final int AGAIN_PER_SECOND = 200;

  private final Map<Part, Server> servers;
  private final Map<String, String> infrastructure = new HashMap<>();
  private final ToolServer tools = new ToolServer();
  private final List<Node> nodes = new ArrayList<>();

  /** A running orchestrator. */
  public record Node(URI url, Runnable end) {}

  /** How an orchestrator is started. */
  public interface Start {
    Node start(Map<String, String> infrastructure, ToolServer tools) throws Exception;
  }

  /** What can be away. */
  public enum Part {
    POSTGRES,
    REDIS,
    KAFKA
  }

  /** How it is away. */
  public enum Manner {
    /** It keeps its connections and answers nothing. */
    FROZEN,
    STOPPED
  }

  /**
   * @param away how long
   * @param around load before and after that
   */
  public record Settings(int perSecond, Duration away, Duration around) {}

  /**
   * @param awayAt when it was away, on the load's clock
   * @param backAt when it was there again
   * @param doneAt when every command had ended and every event was on Kafka
   */
  record Outcome(Load load, long awayAt, long backAt, long doneAt, Reckoning.Result reckoning) {

    /** Answers to what was sent while it was away. */
    List<Answer> meanwhile() {
      return load.answers.stream()
          .filter(answer -> answer.atMillis() >= awayAt && answer.atMillis() < backAt)
          .toList();
    }

    /** From its return until a new command was accepted; empty when none was offered then. */
    OptionalLong recoveryMillis() {
      return load.answers.stream()
          .filter(answer -> answer.kind() == Kind.ACCEPTED && answer.atMillis() >= backAt)
          .mapToLong(answer -> answer.atMillis() + answer.millis() - backAt)
          .min();
    }
  }

  /**
   * @param directory that others may pass
   */
  public Outages(Path directory, Start orchestrators) throws Exception {
    servers =
        Map.of(
            Part.POSTGRES, new PostgresServer(directory.resolve("postgres")),
            Part.REDIS, new RedisProcess(),
            Part.KAFKA, new KafkaProcess(Files.createDirectories(directory.resolve("kafka"))));
    infrastructure.put("eureka.client.enabled", "false");
    // Alone: it knows its process by there being one more.
    servers.get(Part.REDIS).start();
    try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> started :
          List.of(
              starting.submit(() -> started(servers.get(Part.POSTGRES))),
              starting.submit(() -> started(servers.get(Part.KAFKA))))) {
        started.get();
      }
    }
    servers.values().forEach(server -> infrastructure.putAll(server.properties()));
    for (int i = 0; i < 2; i++) {
      nodes.add(orchestrators.start(infrastructure, tools));
    }
  }

  /**
   * @param away what is away, all of it at the same time
   */
  Outcome run(Map<Part, Manner> away, Settings settings) throws Exception {
    Load load =
        new Load(
            nodes.stream().map(Node::url).toList(),
            away.toString().replaceAll("[^A-Z]+", "-") + settings.away().toMillis(),
            false);
    CompletableFuture<Void> loading =
        CompletableFuture.runAsync(() -> offer(load, settings), Thread::startVirtualThread);
    Thread.sleep(settings.around());
    long awayAt = load.millis();
    for (Map.Entry<Part, Manner> each : away.entrySet()) {
      leave(servers.get(each.getKey()), each.getValue());
    }
    Thread.sleep(settings.away());
    long backAt = load.millis();
    for (Map.Entry<Part, Manner> each : away.entrySet()) {
      comeBack(servers.get(each.getKey()), each.getValue());
    }
    loading.join();
    for (int i = 0; i < MOST_ROUNDS && !load.open.isEmpty(); i++) {
      load.offerAgain(Math.max(settings.perSecond(), AGAIN_PER_SECOND));
    }
    Reckoning.Result result =
        new Reckoning(infrastructure, tools.tools).check(load.accepted, PATIENCE);
    return new Outcome(load, awayAt, backAt, load.millis(), result);
  }

  private static Server started(Server server) throws IOException {
    server.start();
    return server;
  }

  private static void leave(Server server, Manner manner) throws Exception {
    switch (manner) {
      case FROZEN -> server.freeze();
      case STOPPED -> server.stop();
    }
  }

  private static void comeBack(Server server, Manner manner) throws Exception {
    switch (manner) {
      case FROZEN -> server.thaw();
      case STOPPED -> server.start();
    }
  }

  private static void offer(Load load, Settings settings) {
    try {
      Duration around = settings.around().multipliedBy(2);
      load.offer(settings.perSecond(), settings.away().plus(around));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException, LifecycleException {
    nodes.forEach(node -> node.end().run());
    for (Server server : servers.values()) {
      server.close();
    }
    tools.close();
  }
}
