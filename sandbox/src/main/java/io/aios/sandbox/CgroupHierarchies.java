package io.aios.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The control group hierarchies this process sees, from proc_pid_mountinfo(5) and cgroups(7).
 *
 * @param mounts lines of /proc/self/mountinfo
 * @param memberships lines of /proc/self/cgroup
 */
record CgroupHierarchies(List<String> mounts, List<String> memberships) {

  /** Root within the hierarchy, mount point, type, options such as the controller's name. */
  private static final Pattern MOUNT =
      Pattern.compile("\\S+ \\S+ \\S+ (\\S+) (\\S+) .*- (cgroup2?) \\S+ (\\S+)");

  static CgroupHierarchies ofThisProcess() {
    try {
      return new CgroupHierarchies(
          Files.readAllLines(Path.of("/proc/self/mountinfo")),
          Files.readAllLines(Path.of("/proc/self/cgroup")));
    } catch (IOException e) {
      return new CgroupHierarchies(List.of(), List.of());
    }
  }

  Cgroups best() {
    return Stream.concat(version2().stream(), version1().stream())
        .filter(WritableCgroups::usable)
        .findFirst()
        .<Cgroups>map(usable -> usable)
        .orElseGet(() -> Cgroups.none(mounts.isEmpty() ? "no cgroups here" : "no writable cgroup"));
  }

  /**
   * A group that holds processes cannot limit its children there, so our own is tried last: its
   * parent, where a service or session manager delegated it, is the place.
   */
  private List<WritableCgroups> version2() {
    return own("cgroup2", "").stream()
        .flatMap(own -> Stream.of(own.resolveSibling("."), own))
        .map(Path::normalize)
        .map(base -> WritableCgroups.version2(base.resolve(WritableCgroups.NAME)))
        .toList();
  }

  private Optional<WritableCgroups> version1() {
    Optional<Path> memory = own("cgroup", "memory");
    Optional<Path> pids = own("cgroup", "pids");
    return memory.flatMap(
        m ->
            pids.map(
                p ->
                    WritableCgroups.version1(
                        m.resolve(WritableCgroups.NAME), p.resolve(WritableCgroups.NAME))));
  }

  /** The directory of this process's own group, or of the mount where that is not visible. */
  private Optional<Path> own(String type, String controller) {
    return mounts.stream()
        .map(MOUNT::matcher)
        .filter(Matcher::matches)
        .filter(m -> m.group(3).equals(type))
        .filter(m -> controller.isEmpty() || has(m.group(4), controller))
        .findFirst()
        .map(m -> ownBelow(Path.of(m.group(2)), m.group(1), membership(controller)));
  }

  private static Path ownBelow(Path mount, String root, String membership) {
    String below =
        !root.equals("/") && membership.startsWith(root)
            ? membership.substring(root.length())
            : membership;
    Path own = mount.resolve(below.replaceFirst("^/+", "")).normalize();
    return own.startsWith(mount) && Files.isDirectory(own) ? own : mount;
  }

  private String membership(String controller) {
    return memberships.stream()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3 && has(parts[1], controller))
        .map(parts -> parts[2])
        .findFirst()
        .orElse("/");
  }

  private static boolean has(String list, String controller) {
    return List.of(list.split(",", -1)).contains(controller);
  }
}
