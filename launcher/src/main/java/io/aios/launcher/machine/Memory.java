package io.aios.launcher.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Resident memory of processes, from Linux's /proc; 0 on other systems. */
public final class Memory {
  private Memory() {}

  /** Bytes resident of a process and all its descendants. */
  public static long ofTree(long pid) {
    return ProcessHandle.of(pid)
        .map(root -> Stream.concat(Stream.of(root), root.descendants()))
        .orElse(Stream.empty())
        .mapToLong(process -> of(process.pid()))
        .sum();
  }

  /** Bytes resident of one process. */
  public static long of(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          << 10;
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }
}
