package io.aios.launcher.suite;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.LogTail;
import io.aios.launcher.machine.OwnedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One JVM per service from the same jars; one that ends is started again, ever more slowly. */
final class ServicesInProcesses implements Services {
  private static final Logger log = LoggerFactory.getLogger(ServicesInProcesses.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final Duration STABLE = Duration.ofMinutes(1);
  private static final int LONGEST_PAUSE_SECONDS = 30;

  private final DataDirectory data;
  private final List<String> javaCommand;
  private final Health health;
  private final Progress progress;
  private final Map<Member, OwnedProcess> processes = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * @param javaCommand the JVM with its flags and class path, without a main class
   */
  ServicesInProcesses(
      DataDirectory data, List<String> javaCommand, Health health, Progress progress) {
    this.data = data;
    this.javaCommand = List.copyOf(javaCommand);
    this.health = health;
    this.progress = progress;
  }

  @Override
  public long start(Member member, Map<String, String> properties) {
    OwnedProcess.leftBehind(pidFile(member))
        .ifPresent(old -> OwnedProcess.stop(old, STOP_PATIENCE));
    Path output = data.logs().resolve(member.name() + ".out");
    long mark = LogTail.mark(output);
    OwnedProcess process = launch(member, properties, output);
    int port = Integer.parseInt(properties.getOrDefault("server.port", "0"));
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (!health.isListening(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new StartFailure(
            member.name(),
            "its process did not start ("
                + LogTail.cause(output, mark, line -> line.contains("Caused by"))
                    .orElse("no output")
                + ")",
            "`aios logs " + member.name() + "` has the details.");
      }
      pause(100);
    }
    Thread.ofVirtual().start(() -> supervise(member, properties, output));
    return process.pid();
  }

  private OwnedProcess launch(Member member, Map<String, String> properties, Path output) {
    List<String> command = new ArrayList<>(javaCommand);
    command.add("-Daios.log.file=" + data.logs().resolve(member.name() + ".log"));
    command.add(ServiceProcess.class.getName());
    command.add(member.name());
    Map<String, String> environment =
        Map.of(
            "SPRING_APPLICATION_JSON", JsonMapper.builder().build().writeValueAsString(properties));
    OwnedProcess process =
        OwnedProcess.start(member.name(), command, environment, output, pidFile(member));
    processes.put(member, process);
    return process;
  }

  private void supervise(Member member, Map<String, String> properties, Path output) {
    int pauseSeconds = 1;
    OwnedProcess process = processes.get(member);
    while (process != null) {
      long began = System.nanoTime();
      int status = awaitEnd(process);
      if (stopping) {
        return;
      }
      boolean wasStable = System.nanoTime() - began > STABLE.toNanos();
      pauseSeconds = wasStable ? 1 : Math.min(pauseSeconds * 2, LONGEST_PAUSE_SECONDS);
      log.warn(
          "{} ended with status {}; starts again in {} s", member.name(), status, pauseSeconds);
      progress.down(member.name(), "ended with status " + status + ", starting again");
      pause(pauseSeconds * 1000L);
      if (stopping) {
        return;
      }
      process = launch(member, properties, output);
      progress.started(
          member.name(),
          Integer.parseInt(properties.getOrDefault("server.port", "0")),
          process.pid());
    }
  }

  private static int awaitEnd(OwnedProcess process) {
    try {
      return process.process().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void stop(Member member) {
    stopping = true;
    OwnedProcess process = processes.remove(member);
    if (process != null) {
      process.stop(STOP_PATIENCE);
    }
  }

  private Path pidFile(Member member) {
    return data.run().resolve(member.name() + ".pid");
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
