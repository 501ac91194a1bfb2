package io.aios.sysops.infrastructure.cgroup;

import io.aios.sysops.domain.ControlGroup;
import io.aios.sysops.usecase.ControlGroups;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits from the files of version 1 and 2. A limit of an outer group binds as well, so the
 * tightest counts. See the kernel's cgroup-v2.rst and cgroup-v1/*.rst.
 */
@Component
final class FileControlGroups implements ControlGroups {
  /** Version 1 writes "unlimited" as the largest page-aligned number. */
  private static final long UNLIMITED = 1L << 60;

  private final Path root;

  @Autowired
  FileControlGroups() {
    this(Path.of("/"));
  }

  FileControlGroups(Path root) {
    this.root = root;
  }

  @Override
  public ControlGroup own() {
    Optional<Memory> memory = Hierarchy.of(root, "memory").flatMap(FileControlGroups::memory);
    return new ControlGroup(
        Hierarchy.of(root, "memory").map(Hierarchy::version).orElse(0),
        memory.map(Memory::limit).orElse(null),
        memory.map(Memory::used).orElse(null),
        memory.map(Memory::available).orElse(null),
        smallest(Hierarchy.of(root, "cpu"), FileControlGroups::cpus),
        smallest(Hierarchy.of(root, "pids"), FileControlGroups::processes));
  }

  private record Memory(long limit, long used, long reclaimable) {
    long available() {
      return Math.max(0, limit - used + reclaimable);
    }
  }

  private static Optional<Memory> memory(Hierarchy hierarchy) {
    return hierarchy.groups().stream()
        .map(group -> memory(hierarchy.version(), group))
        .flatMap(Optional::stream)
        .min(Comparator.comparingLong(Memory::available));
  }

  private static Optional<Memory> memory(int version, Path group) {
    boolean two = version == 2;
    OptionalLong limit =
        Hierarchy.number(group.resolve(two ? "memory.max" : "memory.limit_in_bytes"));
    if (limit.isEmpty() || limit.getAsLong() >= UNLIMITED) {
      return Optional.empty();
    }
    long used =
        Hierarchy.number(group.resolve(two ? "memory.current" : "memory.usage_in_bytes")).orElse(0);
    String cache = two ? "inactive_file " : "total_inactive_file ";
    long reclaimable =
        Hierarchy.lines(group.resolve("memory.stat"))
            .filter(line -> line.startsWith(cache))
            .mapToLong(line -> Long.parseLong(line.substring(cache.length()).strip()))
            .findFirst()
            .orElse(0);
    return Optional.of(new Memory(limit.getAsLong(), used, reclaimable));
  }

  private interface Limit<T> {
    @Nullable T of(int version, Path group);
  }

  private static <T extends Comparable<T>> @Nullable T smallest(
      Optional<Hierarchy> hierarchy, Limit<T> limit) {
    return hierarchy.stream()
        .flatMap(
            found ->
                found.groups().stream()
                    .flatMap(group -> Stream.ofNullable(limit.of(found.version(), group))))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Double cpus(int version, Path group) {
    if (version == 2) {
      return Hierarchy.lines(group.resolve("cpu.max"))
          .map(line -> line.split(" ", 2))
          .filter(fields -> fields.length == 2 && !fields[0].equals("max"))
          .map(fields -> Double.parseDouble(fields[0]) / Double.parseDouble(fields[1]))
          .findFirst()
          .orElse(null);
    }
    long quota = Hierarchy.number(group.resolve("cpu.cfs_quota_us")).orElse(-1);
    long period = Hierarchy.number(group.resolve("cpu.cfs_period_us")).orElse(0);
    return quota > 0 && period > 0 ? (double) quota / period : null;
  }

  private static @Nullable Long processes(int version, Path group) {
    OptionalLong limit = Hierarchy.number(group.resolve("pids.max"));
    return limit.isPresent() ? limit.getAsLong() : null;
  }
}
