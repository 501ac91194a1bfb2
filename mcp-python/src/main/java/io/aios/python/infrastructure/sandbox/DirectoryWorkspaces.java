package io.aios.python.infrastructure.sandbox;

import io.aios.python.usecase.Workspaces;
import io.aios.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workspaces as directories {@code <data-dir>/python/sessions/<id>} and {@code …/runs/<id>}, each
 * owned by the sandbox's user below directories that are ours alone.
 */
final class DirectoryWorkspaces implements Workspaces {
  private static final Logger log = LoggerFactory.getLogger(DirectoryWorkspaces.class);

  private final Sandbox sandbox;
  private final Path sessions;
  private final Path runs;

  /** Also removes what an earlier life of this service left there. */
  DirectoryWorkspaces(Sandbox sandbox, Path dataDirectory) {
    this.sandbox = sandbox;
    Path root = dataDirectory.toAbsolutePath().resolve("python");
    this.sessions = emptied(root.resolve("sessions"));
    this.runs = emptied(root.resolve("runs"));
  }

  @Override
  public Path createForSession(String id) {
    try {
      Path workspace = Files.createDirectory(sessions.resolve(id));
      sandbox.own(workspace);
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path createForRun() {
    try {
      Path workspace = Files.createTempDirectory(runs, "r-");
      sandbox.own(workspace);
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By rm(1), which neither follows links nor minds how deep code has nested directories. */
  @Override
  public void remove(Path workspace) {
    try {
      Process rm =
          new ProcessBuilder(List.of("rm", "-rf", "--one-file-system", "--", workspace.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (rm.waitFor() != 0) {
        log.warn("The workspace {} could not be removed", workspace);
      }
    } catch (IOException e) {
      log.warn("The workspace {} could not be removed: {}", workspace, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path emptied(Path directory) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      try (Stream<Path> orphans = Files.list(directory)) {
        orphans.forEach(this::remove);
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + directory + " for workspaces", e);
    }
  }
}
