package io.aios.sysops.infrastructure.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.sysops.domain.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileControlGroupsTest {
  @TempDir Path root;

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private ControlGroup read() {
    return new FileControlGroups(root).own();
  }

  @Test
  void takesTheTightestLimitOfVersionTwo() throws IOException {
    file("proc/self/cgroup", "0::/pod/box\n");
    file(
        "proc/self/mountinfo",
        "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n");
    file("sys/fs/cgroup/pod/memory.max", "1000\n");
    file("sys/fs/cgroup/pod/memory.current", "700\n");
    file("sys/fs/cgroup/pod/memory.stat", "anon 1\ninactive_file 50\n");
    file("sys/fs/cgroup/pod/box/memory.max", "max\n");
    file("sys/fs/cgroup/pod/cpu.max", "max 100000\n");
    file("sys/fs/cgroup/pod/box/cpu.max", "150000 100000\n");
    file("sys/fs/cgroup/pod/box/pids.max", "64\n");
    assertThat(read()).isEqualTo(new ControlGroup(2, 1000L, 700L, 350L, 1.5, 64L));
  }

  @Test
  void readsVersionOneMountedFromAContainersOwnGroup() throws IOException {
    file("proc/self/cgroup", "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n");
    file(
        "proc/self/mountinfo",
        """
        34 31 0:31 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
        35 31 0:32 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct
        """);
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", "2000\n");
    file("sys/fs/cgroup/memory/memory.usage_in_bytes", "500\n");
    file("sys/fs/cgroup/memory/memory.stat", "total_inactive_file 100\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    assertThat(read()).isEqualTo(new ControlGroup(1, 2000L, 500L, 1600L, 0.5, null));
  }

  @Test
  void knowsUnlimitedOfBothVersions() throws IOException {
    file("proc/self/cgroup", "4:memory:/x\n0::/\n");
    file(
        "proc/self/mountinfo",
        """
        34 31 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """);
    file("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "9223372036854771712\n");
    file("sys/fs/cgroup/unified/cpu.max", "max 100000\n");
    assertThat(read().confines()).isFalse();
    assertThat(read().version()).isEqualTo(1);
  }

  @Test
  void saysNothingWhereThereAreNoControlGroups() {
    assertThat(read()).isEqualTo(new ControlGroup(0, null, null, null, null, null));
  }

  @Test
  void readsTheRealOne() {
    ControlGroup own = new FileControlGroups().own();
    assertThat(own.version()).isBetween(0, 2);
  }
}
