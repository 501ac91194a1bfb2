package io.aios.sandbox;

import java.io.IOException;
import java.util.List;

/** Makes one control group per sandbox, so that limits hold for all its processes together. */
interface Cgroups {

  /**
   * @throws IOException when the hierarchy refuses
   */
  Cgroup create(Limits limits) throws IOException;

  /** What of {@link Limits} does not hold here. */
  List<String> degraded();

  default boolean limitsMemory() {
    return degraded().isEmpty();
  }

  /** The best this machine offers this process. */
  static Cgroups detect() {
    return CgroupHierarchies.ofThisProcess().best();
  }

  /** Where no hierarchy can be written to. */
  static Cgroups none(String why) {
    return new Cgroups() {
      @Override
      public Cgroup create(Limits limits) {
        return new Cgroup(List.of(), null);
      }

      @Override
      public List<String> degraded() {
        return List.of(
            "memory is limited per process (address space), not per sandbox, and processes by"
                + " RLIMIT_NPROC alone: "
                + why);
      }
    };
  }
}
