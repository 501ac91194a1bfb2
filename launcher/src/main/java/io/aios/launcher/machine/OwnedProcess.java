package io.aios.launcher.machine;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A child that outlives a killed parent. Its id and start time are kept in a file, so that the next
 * start finds it and stops it, and never mistakes a later process with the same id for it.
 */
public final class OwnedProcess {
  private final String name;
  private final Process process;
  private final Path pidFile;

  private OwnedProcess(String name, Process process, Path pidFile) {
    this.name = name;
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * Starts a program whose output is appended to a log.
   *
   * @throws StartFailure when it cannot be started at all
   */
  public static OwnedProcess start(
      String name, List<String> command, Map<String, String> environment, Path log, Path pidFile) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      Files.writeString(pidFile, process.pid() + " " + startMillis(process.toHandle()));
      return new OwnedProcess(name, process, pidFile);
    } catch (IOException e) {
      throw StartFailure.of(name, e);
    }
  }

  /** The process that an earlier, killed suite left behind, if it still runs. */
  public static Optional<ProcessHandle> leftBehind(Path pidFile) {
    try {
      if (Files.notExists(pidFile)) {
        return Optional.empty();
      }
      String[] words = Files.readString(pidFile).strip().split(" ", -1);
      if (words.length != 2) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(handle -> startMillis(handle) == Long.parseLong(words[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Stops a process politely, then by force after the given time. */
  public static void stop(ProcessHandle handle, Duration patience) {
    handle.destroy();
    if (!ended(handle, patience)) {
      handle.destroyForcibly();
      ended(handle, Duration.ofSeconds(5));
    }
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return !handle.isAlive();
    }
  }

  private static long startMillis(ProcessHandle handle) {
    return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public Process process() {
    return process;
  }

  /** Politely, then by force after the given time. */
  public void stop(Duration patience) {
    stop(process.toHandle(), patience);
    forget();
  }

  /** Waits for an end that was asked for elsewhere, then by force. */
  public void awaitEnd(Duration patience) {
    if (!ended(process.toHandle(), patience)) {
      process.destroyForcibly();
    }
    forget();
  }

  private void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw StartFailure.of(name, e);
    }
  }
}
