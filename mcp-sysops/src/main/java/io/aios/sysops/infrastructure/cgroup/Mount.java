package io.aios.sysops.infrastructure.cgroup;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line of {@code /proc/self/mountinfo}, see proc_pid_mountinfo(5).
 *
 * @param root the folder of the file system that is mounted
 * @param options of the file system itself, which name the controllers of version 1
 */
record Mount(String root, String point, String type, List<String> options) {

  static Optional<Mount> parse(String line) {
    String[] halves = line.split(" - ", 2);
    if (halves.length < 2) {
      return Optional.empty();
    }
    String[] mount = halves[0].split(" ", -1);
    String[] system = halves[1].split(" ", -1);
    List<String> options = Arrays.asList(system[system.length - 1].split(",", -1));
    return Optional.of(new Mount(mount[3], mount[4], system[0], options));
  }
}
