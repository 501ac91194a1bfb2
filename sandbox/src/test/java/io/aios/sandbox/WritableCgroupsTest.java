package io.aios.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file layout only: real hierarchies are used by the other tests where the machine has one. */
class WritableCgroupsTest {
  private static final long MIB = 1 << 20;

  @TempDir Path mount;

  @Test
  void refusesAVersion2GroupWithoutControllers() {
    assertThat(WritableCgroups.version2(mount.resolve("aios-sandbox")).usable()).isFalse();
  }

  @Test
  void refusesAVersion1DirectoryThatCannotLimit() {
    assertThat(WritableCgroups.version1(mount.resolve("m"), mount.resolve("p")).usable()).isFalse();
  }

  @Test
  void saysWhatIsLostWithoutCgroups() {
    Cgroups none = new CgroupHierarchies(List.of(), List.of()).best();
    assertThat(none.limitsMemory()).isFalse();
    assertThat(none.degraded()).singleElement().asString().contains("no cgroups here");
  }

  @Test
  void countsMemoryKillsOfEitherVersion() throws Exception {
    Path events = mount.resolve("events");
    Files.writeString(events, "oom_kill_disable 0\nunder_oom 0\noom_kill 2\noom_group_kill 1\n");
    assertThat(new Cgroup(List.of(mount), events).memoryKills()).isEqualTo(2);
    assertThat(new Cgroup(List.of(mount), null).memoryKills()).isZero();
  }

  @Test
  void limitsWhatItIsTold() {
    assertThat(Limits.defaults().withMemoryBytes(5 * MIB).memoryBytes()).isEqualTo(5 * MIB);
  }
}
