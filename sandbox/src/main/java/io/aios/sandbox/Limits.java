package io.aios.sandbox;

import java.time.Duration;

/**
 * What a sandbox may use at most.
 *
 * @param wallTime from the start; then everything in it is killed
 * @param cpuTime per process, whole seconds rounded up
 * @param memoryBytes of all its processes and memory file systems together where a cgroup can be
 *     made, else address space per process
 * @param processes processes and threads at once, the sandbox's own two or three included
 * @param fileBytes size of one file it writes; also the size of each of its memory file systems
 * @param outputBytes kept of standard output, and as much of standard error, by {@link
 *     Sandbox#run}; the rest is read and dropped
 */
public record Limits(
    Duration wallTime,
    Duration cpuTime,
    long memoryBytes,
    int processes,
    long fileBytes,
    long outputBytes) {

  private static final long MIB = 1 << 20;

  public Limits {
    requirePositive("wallTime", wallTime);
    requirePositive("cpuTime", cpuTime);
    requirePositive("memoryBytes", memoryBytes);
    requirePositive("processes", processes);
    requirePositive("fileBytes", fileBytes);
    requirePositive("outputBytes", outputBytes);
  }

  /** A minute, 512 MiB, 64 processes, 64 MiB a file, 1 MiB of output. */
  public static Limits defaults() {
    Duration minute = Duration.ofMinutes(1);
    return new Limits(minute, minute, 512 * MIB, 64, 64 * MIB, MIB);
  }

  public Limits withWallTime(Duration time) {
    return new Limits(time, cpuTime, memoryBytes, processes, fileBytes, outputBytes);
  }

  public Limits withCpuTime(Duration time) {
    return new Limits(wallTime, time, memoryBytes, processes, fileBytes, outputBytes);
  }

  public Limits withMemoryBytes(long bytes) {
    return new Limits(wallTime, cpuTime, bytes, processes, fileBytes, outputBytes);
  }

  public Limits withProcesses(int count) {
    return new Limits(wallTime, cpuTime, memoryBytes, count, fileBytes, outputBytes);
  }

  public Limits withFileBytes(long bytes) {
    return new Limits(wallTime, cpuTime, memoryBytes, processes, bytes, outputBytes);
  }

  public Limits withOutputBytes(long bytes) {
    return new Limits(wallTime, cpuTime, memoryBytes, processes, fileBytes, bytes);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
