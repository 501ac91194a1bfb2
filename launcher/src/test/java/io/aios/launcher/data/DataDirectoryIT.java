package io.aios.launcher.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {
  @TempDir Path directory;

  @Test
  void keepsEverythingReadableByItsOwnerOnly() throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    String first = new Secrets(data).get("one");
    assertThat(new Secrets(data).get("one")).isEqualTo(first).hasSize(43);
    assertThat(new Secrets(data).get("two")).isNotEqualTo(first);
    assertThat(permissions(data.secrets())).isEqualTo("rwx------");
    assertThat(permissions(data.secrets().resolve("one"))).isEqualTo("rw-------");
  }

  @Test
  void letsOneSuiteAtATimeIn() throws Exception {
    DataDirectory data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    try (InstanceLock lock = InstanceLock.take(data)) {
      assertThat(InstanceLock.isHeld(data)).isTrue();
      assertThatThrownBy(() -> InstanceLock.take(data))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("a suite is running on it already")
          .hasMessageContaining("aios down");
      assertThat(lock).isNotNull();
    }
    assertThat(InstanceLock.isHeld(data)).isFalse();
  }

  @Test
  void namesAFullDisk() throws Exception {
    assertThat(upOn("size=1m")).contains("the disk is full", "at least 300 MB needed");
  }

  @Test
  void namesAReadOnlyDisk() throws Exception {
    assertThat(upOn("ro")).contains("the disk is read-only", "--data");
  }

  /** {@code aios up} on a file system of its own, mounted where only the child sees it. */
  private String upOn(String option) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String script =
        "mount -t tmpfs -o "
            + option
            + " none \"$1\" && exec \"$2\" -XX:TieredStopAtLevel=1 -cp \"$3\" io.aios.launcher.cli.Aios up --data \"$1/data\"";
    Process process =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "--user",
                    "--map-root-user",
                    "--mount",
                    "sh",
                    "-c",
                    script,
                    "sh",
                    directory.toString(),
                    java,
                    System.getProperty("java.class.path")))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output).doesNotContain("\tat ");
    return output;
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
