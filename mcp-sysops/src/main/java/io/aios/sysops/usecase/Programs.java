package io.aios.sysops.usecase;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs programs of the caller where they can do no harm. */
public interface Programs {
  /**
   * @param command program and arguments, as they are
   * @param input text for standard input, or null for none
   * @param timeout at most {@link Limits#longestSeconds}
   */
  record Program(
      List<String> command,
      Map<String, String> environment,
      @Nullable String input,
      Duration timeout) {

    public Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  /**
   * @param exitStatus of the program, or 128 + the signal that ended it
   * @param ended why, such as {@code EXITED}, {@code WALL_TIME} or {@code MEMORY}
   * @param stdout its head, also when it was ended
   */
  record Outcome(
      int exitStatus,
      String ended,
      String stdout,
      String stderr,
      boolean stdoutTruncated,
      boolean stderrTruncated,
      long elapsedMillis) {

    public boolean succeeded() {
      return exitStatus == 0 && ended.equals("EXITED");
    }
  }

  /** What a program may use. */
  record Limits(
      long longestSeconds,
      long cpuSeconds,
      long memoryBytes,
      int processes,
      long fileBytes,
      long outputBytes) {}

  /**
   * Runs to the end or the timeout; an interrupt ends it.
   *
   * @param heard gets output while it comes
   */
  Outcome run(Program program, Consumer<String> heard);

  Limits limits();
}
