package io.aios.sysops.infrastructure.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The own group of one controller and the groups around it, innermost first, as far as the mount
 * shows them.
 */
record Hierarchy(int version, List<Path> groups) {

  /**
   * @param root where {@code /proc} and the mounts are looked for
   */
  static Optional<Hierarchy> of(Path root, String controller) {
    List<Mount> mounts =
        lines(root.resolve("proc/self/mountinfo"))
            .map(Mount::parse)
            .flatMap(Optional::stream)
            .toList();
    List<String> memberships = lines(root.resolve("proc/self/cgroup")).toList();
    return versionOne(root, controller, mounts, memberships)
        .or(() -> versionTwo(root, mounts, memberships));
  }

  private static Optional<Hierarchy> versionOne(
      Path root, String controller, List<Mount> mounts, List<String> memberships) {
    return memberships.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> List.of(fields[1].split(",", -1)).contains(controller))
        .flatMap(
            fields ->
                mounts.stream()
                    .filter(mount -> mount.type().equals("cgroup"))
                    .filter(mount -> mount.options().contains(controller))
                    .map(mount -> new Hierarchy(1, groups(root, mount, fields[2]))))
        .findFirst();
  }

  private static Optional<Hierarchy> versionTwo(
      Path root, List<Mount> mounts, List<String> memberships) {
    return memberships.stream()
        .filter(line -> line.startsWith("0::"))
        .flatMap(
            line ->
                mounts.stream()
                    .filter(mount -> mount.type().equals("cgroup2"))
                    .map(mount -> new Hierarchy(2, groups(root, mount, line.substring(3)))))
        .findFirst();
  }

  /**
   * In a container the mount shows a part of the tree, and the membership may be told from outside.
   */
  private static List<Path> groups(Path root, Mount mount, String membership) {
    Path top = root.resolve(mount.point().substring(1));
    boolean partly = !mount.root().equals("/") && membership.startsWith(mount.root());
    String inside = partly ? membership.substring(mount.root().length()) : membership;
    Path own = top.resolve(inside.startsWith("/") ? inside.substring(1) : inside).normalize();
    List<Path> groups = new ArrayList<>();
    if (own.startsWith(top) && Files.isDirectory(own)) {
      for (Path group = own; group != null && !group.equals(top); group = group.getParent()) {
        groups.add(group);
      }
    }
    groups.add(top);
    return groups;
  }

  static OptionalLong number(Path file) {
    return lines(file)
        .map(String::strip)
        .filter(line -> line.matches("-?\\d{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }

  static Stream<String> lines(Path file) {
    try {
      return Files.readString(file).lines();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
