package io.aios.python.infrastructure.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class SandboxHealthIT {
  @TempDir Path directory;

  @Test
  void isUpWithWhatTheSandboxProved() throws Exception {
    try (Sandbox sandbox = Sandbox.detect()) {
      var health =
          new SandboxHealthIndicator(new SandboxSelfTest(sandbox, SandboxSelfTest.PYTHON)).health();
      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getDetails().get("proven")).asString().contains("no host files");
    }
  }

  @Test
  void isDownNamingAMissingPython() throws Exception {
    try (Sandbox sandbox = Sandbox.detect()) {
      var selfTest = new SandboxSelfTest(sandbox, directory.resolve("python3"));
      var health = new SandboxHealthIndicator(selfTest).health();
      assertThat(health.getStatus()).isEqualTo(Status.DOWN);
      assertThat(health.getDetails().get("cause")).asString().contains("python3");
      assertThat(health.getDetails().get("fix")).asString().contains("install the packages");
    }
  }

  @Test
  void removesWhatAnEarlierLifeLeftBehind() throws Exception {
    Path orphan = Files.createDirectories(directory.resolve("python/sessions/s-old/deep"));
    Files.createSymbolicLink(orphan.resolve("link"), Path.of("/etc"));
    try (Sandbox sandbox = Sandbox.detect()) {
      Path workspace = new DirectoryWorkspaces(sandbox, directory).createForSession("s-new");
      assertThat(directory.resolve("python/sessions")).isDirectoryContaining(workspace::equals);
      assertThat(orphan).doesNotExist();
      assertThat(Path.of("/etc/passwd")).exists();
    }
  }
}
