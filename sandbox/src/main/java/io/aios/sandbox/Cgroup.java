package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox's directories in the control group file systems, one per hierarchy.
 *
 * @param memoryEvents the file with a line {@code oom_kill <count>}
 */
record Cgroup(List<Path> directories, @Nullable Path memoryEvents) {

  /** Files that take the id of a process to move. */
  List<Path> entrances() {
    return directories.stream().map(directory -> directory.resolve("cgroup.procs")).toList();
  }

  int memoryKills() {
    if (memoryEvents == null) {
      return 0;
    }
    try {
      return Files.readAllLines(memoryEvents).stream()
          .filter(line -> line.startsWith("oom_kill "))
          .mapToInt(line -> Integer.parseInt(line.substring("oom_kill ".length()).strip()))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** False while a process is still on its way out; ask again then. */
  boolean remove() {
    boolean removed = true;
    for (Path directory : directories) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        removed = false;
      }
    }
    return removed;
  }
}
