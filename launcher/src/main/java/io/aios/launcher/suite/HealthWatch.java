package io.aios.launcher.suite;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Asks services that have started how they are, beside the start of others, until all are up. */
final class HealthWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  private final Health health;
  private final Progress progress;
  private final Set<String> toolServers;
  private final Map<String, URI> services = new ConcurrentHashMap<>();
  private final Map<String, String> causes = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param toolServers whose tools the gateway must have before it counts as up: a first command
   *     right after the start must not meet an unknown tool
   */
  HealthWatch(Health health, Progress progress, Set<String> toolServers) {
    this.health = health;
    this.progress = progress;
    this.toolServers = Set.copyOf(toolServers);
    this.thread = Thread.ofPlatform().daemon().name("health").start(this::run);
  }

  void watch(String name, URI service) {
    causes.put(name, "not asked yet");
    services.put(name, service);
  }

  /**
   * Waits until all that are watched are up.
   *
   * @return the cause of each that is not, empty when all are
   */
  Map<String, String> await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!causes.isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS / 4);
    }
    return new TreeMap<>(causes);
  }

  private void run() {
    try {
      while (!closed) {
        for (Map.Entry<String, URI> each : services.entrySet()) {
          ask(each.getKey(), each.getValue());
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String name, URI service) throws InterruptedException {
    Health.Report report = health.of(service);
    Set<String> missing = missingTools(name, report);
    if (report.up() && missing.isEmpty()) {
      services.remove(name);
      progress.up(name);
      causes.remove(name);
    } else {
      causes.put(name, report.up() ? "no tools yet of " + missing : report.causes());
    }
  }

  private Set<String> missingTools(String name, Health.Report report) {
    Set<String> missing = new TreeSet<>(name.equals("gateway") ? toolServers : Set.of());
    missing.removeIf(alias -> "UP".equals(report.toolServers().get(alias)));
    return missing;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
