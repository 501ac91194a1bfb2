package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Part;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.infrastructure.kafka.EmbeddedKafka;
import io.aios.launcher.infrastructure.postgres.EmbeddedPostgres;
import io.aios.launcher.infrastructure.redis.EmbeddedRedis;
import io.aios.launcher.settings.SuiteSettings;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** Postgres, Redis and Kafka, each embedded or somewhere else, started side by side. */
final class EmbeddedInfrastructure {
  private final DataDirectory data;
  private final Secrets secrets;
  private final PortPlan ports;
  private final Progress progress;
  private final ConcurrentLinkedDeque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
  private final Map<Member.Needs, CompletableFuture<Map<String, String>>> starts =
      new EnumMap<>(Member.Needs.class);

  EmbeddedInfrastructure(DataDirectory data, Secrets secrets, PortPlan ports, Progress progress) {
    this.data = data;
    this.secrets = secrets;
    this.ports = ports;
    this.progress = progress;
  }

  /** Begins to start what the given services need and is not external. */
  void begin(SuiteSettings settings, Set<Member.Needs> needed) {
    for (Member.Needs need : needed) {
      String name = need.part();
      starts.put(
          need, settings.isExternal(name) ? external(name) : embedded(name, () -> start(need)));
    }
  }

  private Map<String, String> start(Member.Needs need) {
    return switch (need) {
      case POSTGRES -> postgres();
      case REDIS -> redis();
      case KAFKA -> kafka();
    };
  }

  private Map<String, String> postgres() {
    EmbeddedPostgres server =
        EmbeddedPostgres.start(data, data.cache(), secrets, ports.of(PortPlan.POSTGRES));
    running.add(server);
    progress.started(PortPlan.POSTGRES, server.port(), server.pid());
    return server.properties();
  }

  private Map<String, String> redis() {
    EmbeddedRedis server =
        EmbeddedRedis.start(data, data.cache(), secrets, ports.of(PortPlan.REDIS));
    running.add(server);
    progress.started(PortPlan.REDIS, server.port(), server.pid());
    return server.properties();
  }

  private Map<String, String> kafka() {
    EmbeddedKafka server =
        EmbeddedKafka.start(data, ports.of(PortPlan.KAFKA), ports.kafkaController());
    running.add(server);
    progress.started(PortPlan.KAFKA, server.port(), ProcessHandle.current().pid());
    return server.properties();
  }

  private CompletableFuture<Map<String, String>> embedded(
      String name, Supplier<Map<String, String>> start) {
    progress.expect(Part.waiting(name, true, ports.of(name)));
    CompletableFuture<Map<String, String>> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("start-" + name)
        .start(
            () -> {
              progress.starting(name);
              try {
                Map<String, String> properties = start.get();
                progress.up(name);
                started.complete(properties);
              } catch (RuntimeException | LinkageError e) {
                progress.failed(name, String.valueOf(e.getMessage()));
                started.completeExceptionally(e);
              }
            });
    return started;
  }

  /** The owner's properties already say where it is. */
  private CompletableFuture<Map<String, String>> external(String name) {
    progress.expect(Part.waiting(name, true, 0).with(Part.Status.UP, 0, "external"));
    return CompletableFuture.completedFuture(Map.of());
  }

  /**
   * Waits for what a service needs.
   *
   * @return Spring properties to reach it
   * @throws StartFailure of the part that did not start
   */
  Map<String, String> await(Set<Member.Needs> needs) {
    Map<String, String> properties = new HashMap<>();
    for (Member.Needs need : needs) {
      CompletableFuture<Map<String, String>> start = starts.get(need);
      if (start != null) {
        properties.putAll(joined(start));
      }
    }
    return properties;
  }

  private static Map<String, String> joined(CompletableFuture<Map<String, String>> start) {
    try {
      return start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Stops all that runs, side by side. */
  void stop() {
    List<Thread> stops =
        running.stream().map(server -> Thread.ofPlatform().start(() -> close(server))).toList();
    for (Thread stop : stops) {
      try {
        stop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      org.slf4j.LoggerFactory.getLogger(EmbeddedInfrastructure.class)
          .warn("{} did not stop cleanly", server.getClass().getSimpleName(), e);
    }
  }
}
