package io.aios.federation.infrastructure.stdio;

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

/** Directories in which commands may write, one for each and empty at first. */
final class Homes {
  private static final Logger log = LoggerFactory.getLogger(Homes.class);

  private final Path root;

  /** Also removes what an earlier life of this service left there. */
  Homes(Path root) {
    this.root = root;
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
      try (Stream<Path> orphans = Files.list(root)) {
        orphans.forEach(this::remove);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + root + " for external servers", e);
    }
  }

  Path create(String name, Sandbox sandbox) throws IOException {
    Path home = Files.createTempDirectory(root, name + '-');
    sandbox.own(home);
    return home;
  }

  /** By rm(1), which neither follows links nor minds how deep directories are nested. */
  void remove(Path home) {
    try {
      Process rm =
          new ProcessBuilder(List.of("rm", "-rf", "--one-file-system", "--", home.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (rm.waitFor() != 0) {
        log.warn("The directory {} could not be removed", home);
      }
    } catch (IOException e) {
      log.warn("The directory {} could not be removed: {}", home, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
