package io.aios.orchestrator.chaos;

import io.aios.orchestrator.chaos.Answer.Kind;
import io.aios.orchestrator.fixture.OrchestratorProcess;
import io.aios.orchestrator.fixture.ToolServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.LifecycleException;

/** Two orchestrators under load while one of the servers that they stand on is away. */
public final class Outages implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_ROUNDS = 5;

  private final Map<Part, Server> servers;
  private final Map<String, String> infrastructure = new HashMap<>();
  private final ToolServer tools = new ToolServer();
  private final List<OrchestratorProcess> processes = new ArrayList<>();

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
   * @param more settings of the orchestrators
   */
  public Outages(Path directory, String... more) throws Exception {
    servers =
        Map.of(
            Part.POSTGRES, new PostgresServer(directory.resolve("postgres")),
            Part.REDIS, new RedisProcess(),
            Part.KAFKA, new KafkaProcess(Files.createDirectories(directory.resolve("kafka"))));
    infrastructure.put("eureka.client.enabled", "false");
    for (Server server : servers.values()) {
      server.start();
      infrastructure.putAll(server.properties());
    }
    for (int i = 0; i < 2; i++) {
      Path log = directory.resolve("orchestrator-" + i + ".log");
      OrchestratorProcess process = new OrchestratorProcess(infrastructure, tools.url(), log, more);
      processes.add(process);
      process.start();
      while (!process.isReady()) {
        Thread.sleep(100);
      }
    }
  }

  Outcome run(Part part, Manner manner, Settings settings) throws Exception {
    Server server = servers.get(part);
    Load load =
        new Load(
            processes.stream().map(OrchestratorProcess::url).toList(),
            part + "-" + manner + "-" + settings.away().toSeconds(),
            false);
    CompletableFuture<Void> loading =
        CompletableFuture.runAsync(() -> offer(load, settings), Thread::startVirtualThread);
    Thread.sleep(settings.around());
    long awayAt = load.millis();
    leave(server, manner);
    Thread.sleep(settings.away());
    long backAt = load.millis();
    comeBack(server, manner);
    loading.join();
    for (int i = 0; i < MOST_ROUNDS && !load.open.isEmpty(); i++) {
      load.offerAgain(settings.perSecond());
    }
    Reckoning.Result result =
        new Reckoning(infrastructure, tools.tools).check(load.accepted, PATIENCE);
    return new Outcome(load, awayAt, backAt, load.millis(), result);
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
    processes.forEach(OrchestratorProcess::close);
    for (Server server : servers.values()) {
      server.close();
    }
    tools.close();
  }
}
