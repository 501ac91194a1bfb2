package io.aios.launcher.infrastructure.redis;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.LogTail;
import io.aios.launcher.machine.OwnedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis on loopback with a password, as a child process, its append-only file in {@code
 * <data>/redis}.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final String NAME = "redis";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private final String password;
  private final OwnedProcess process;

  private EmbeddedRedis(int port, String password, OwnedProcess process) {
    this.port = port;
    this.password = password;
    this.process = process;
  }

  /**
   * Starts on the data directory and waits until it answers.
   *
   * @param cache where the program is unpacked
   * @throws StartFailure with the server's own reason; nothing is deleted
   */
  public static EmbeddedRedis start(DataDirectory data, Path cache, Secrets secrets, int port) {
    OwnedProcess.leftBehind(pidFile(data))
        .ifPresent(orphan -> OwnedProcess.stop(orphan, Duration.ofSeconds(20)));
    String password = secrets.get("redis");
    Path log = data.logs().resolve("redis.log");
    long mark = LogTail.mark(log);
    OwnedProcess process =
        OwnedProcess.start(
            NAME,
            List.of(program(cache).toString(), configuration(data, port, password).toString()),
            Map.of("LC_ALL", "C"),
            log,
            pidFile(data));
    EmbeddedRedis redis = new EmbeddedRedis(port, password, process);
    try {
      redis.awaitReady(data, log, mark);
      return redis;
    } catch (StartFailure e) {
      redis.close();
      throw e;
    }
  }

  private static Path program(Path cache) {
    Path program = cache.resolve("redis-server");
    try {
      if (Files.notExists(program)) {
        Path directory = Files.createTempDirectory(cache, NAME);
        Path unpacked =
            ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
        unpacked.toFile().setExecutable(true);
        Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(directory);
      }
      return program;
    } catch (IOException e) {
      throw StartFailure.of(NAME, e);
    }
  }

  private static Path configuration(DataDirectory data, int port, String password) {
    String text =
        """
        bind 127.0.0.1
        port %d
        protected-mode yes
        requirepass %s
        dir "%s"
        daemonize no
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory 128mb
        maxmemory-policy volatile-lru
        """
            .formatted(port, password, data.redis());
    Path file = data.run().resolve("redis.conf");
    try {
      Files.createDirectories(data.redis());
      Files.deleteIfExists(file);
      Path written = Files.createTempFile(data.run(), NAME, ".conf");
      Files.writeString(written, text);
      return Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StartFailure.of(NAME, e);
    }
  }

  private void awaitReady(DataDirectory data, Path log, long mark) {
    RedisPing ping = new RedisPing(port, password);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!ping.isAnswered()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String cause =
            LogTail.cause(log, mark, EmbeddedRedis::isCause).orElse("it ended without a word");
        throw new StartFailure(
            NAME,
            "it refused to start on " + data.redis() + " (" + cause + ")",
            "Nothing was deleted; its log is %s. Repair with redis-check-aof --fix, or move the directory away: mv %s %s.broken"
                .formatted(log, data.redis(), data.redis()));
      }
      pause();
    }
  }

  private static boolean isCause(String line) {
    return line.contains("Bad file format") || line.contains("# Fatal") || line.contains("# Can't");
  }

  /** What services need to use it, as Spring properties. */
  public Map<String, String> properties() {
    return Map.of(
        "spring.data.redis.host",
        "127.0.0.1",
        "spring.data.redis.port",
        Integer.toString(port),
        "spring.data.redis.password",
        password);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.stop(Duration.ofSeconds(10));
  }

  private static Path pidFile(DataDirectory data) {
    return data.run().resolve("redis.pid");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure(NAME, "its start was interrupted", "Start again.");
    }
  }
}
