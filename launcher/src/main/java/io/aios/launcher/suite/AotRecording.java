package io.aios.launcher.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JVM's AOT cache (JEP 483, 514, 515) from the first start. The JVM records from its
 * beginning ({@code -XX:AOTCacheOutput}); once all is started the recording is ended from inside
 * and another process assembles the cache, so a later kill loses nothing.
 */
final class AotRecording {
  private static final Logger log = LoggerFactory.getLogger(AotRecording.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path cache;

  /**
   * @param cache the finished file; the JVM records to the same name with {@code .new}
   */
  AotRecording(Path cache) {
    this.cache = cache;
  }

  /**
   * Ends the recording, which stops this JVM for a moment, and returns when that is over. The cache
   * is then assembled by another process.
   */
  void end() throws InterruptedException {
    Thread thread = Thread.ofPlatform().daemon().name("aot-cache").start(this::finish);
    Path intermediate = cache.resolveSibling(cache.getFileName() + ".new.config");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long size = -1;
    while (thread.isAlive() && System.nanoTime() < deadline) {
      long now = intermediate.toFile().length();
      if (now > 0 && now == size) {
        return;
      }
      size = now;
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private void finish() {
    try {
      Object answer =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "aotEndRecording",
                  new Object[0],
                  new String[0]);
      Path recorded = cache.resolveSibling(cache.getFileName() + ".new");
      if (Files.exists(recorded)) {
        Files.move(recorded, cache, StandardCopyOption.ATOMIC_MOVE);
        deleteOthers();
        log.info("AOT cache made: {} ({} MB)", cache, Files.size(cache) >> 20);
      } else {
        log.info("No AOT cache: {}", answer);
      }
    } catch (JMException | IOException e) {
      log.info("No AOT cache, the next start is slower: {}", e.toString());
    }
  }

  private void deleteOthers() throws IOException {
    try (Stream<Path> files = Files.list(cache.getParent())) {
      for (Path file : files.filter(this::isOther).toList()) {
        Files.delete(file);
      }
    }
  }

  private boolean isOther(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("suite-") && name.contains(".aot") && !file.equals(cache);
  }
}
