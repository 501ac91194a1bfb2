package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Control groups of version 1 or 2 in directories this process may write to. */
final class WritableCgroups implements Cgroups {
  /** The directory below our own group that holds one directory per sandbox. */
  static final String NAME = "aios-sandbox";

  /** Counts for the whole process: several services in one JVM have a sandbox each. */
  private static final AtomicLong started = new AtomicLong();

  private final Path memory;
  private final Path pids;
  private final boolean version2;

  private WritableCgroups(Path memory, Path pids, boolean version2) {
    this.memory = memory;
    this.pids = pids;
    this.version2 = version2;
  }

  static WritableCgroups version1(Path memory, Path pids) {
    return new WritableCgroups(memory, pids, false);
  }

  static WritableCgroups version2(Path base) {
    return new WritableCgroups(base, base, true);
  }

  /** Whether a group can be made; on the way it removes what processes now dead left behind. */
  boolean usable() {
    try {
      if (version2) {
        Files.createDirectories(memory);
        Files.writeString(memory.resolve("cgroup.subtree_control"), "+memory +pids");
      }
      create(Limits.defaults()).remove();
      removeOrphans(memory);
      removeOrphans(pids);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Cgroup create(Limits limits) throws IOException {
    String name = ProcessHandle.current().pid() + "-" + started.incrementAndGet();
    Path memoryGroup = Files.createDirectories(memory.resolve(name));
    Path pidsGroup = Files.createDirectories(pids.resolve(name));
    String bytes = Long.toString(limits.memoryBytes());
    write(pidsGroup, "pids.max", Integer.toString(limits.processes()));
    if (version2) {
      write(memoryGroup, "memory.max", bytes);
      write(memoryGroup, "memory.oom.group", "1");
      writeIfPresent(memoryGroup, "memory.swap.max", "0");
      return new Cgroup(List.of(memoryGroup), memoryGroup.resolve("memory.events"));
    }
    write(memoryGroup, "memory.limit_in_bytes", bytes);
    writeIfPresent(memoryGroup, "memory.memsw.limit_in_bytes", bytes);
    return new Cgroup(List.of(memoryGroup, pidsGroup), memoryGroup.resolve("memory.oom_control"));
  }

  @Override
  public List<String> degraded() {
    return List.of();
  }

  private static void write(Path group, String file, String value) throws IOException {
    Path path = group.resolve(file);
    if (!Files.exists(path)) {
      throw new IOException(path + " does not exist: the controller is not enabled there");
    }
    Files.writeString(path, value);
  }

  private static void writeIfPresent(Path group, String file, String value) throws IOException {
    if (Files.exists(group.resolve(file))) {
      Files.writeString(group.resolve(file), value);
    }
  }

  private static void removeOrphans(Path base) throws IOException {
    try (Stream<Path> groups = Files.list(base)) {
      groups
          .filter(Files::isDirectory)
          .filter(group -> !ownerAlive(group.getFileName().toString()))
          .forEach(group -> new Cgroup(List.of(group), null).remove());
    }
  }

  private static boolean ownerAlive(String name) {
    try {
      long owner = Long.parseLong(name.split("-", 2)[0]);
      return ProcessHandle.of(owner).isPresent();
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
