package io.aios.sysops.infrastructure.files;

import io.aios.sysops.domain.PathPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes the path policy, with every root resolved as it stands now. */
@Component
class Policies implements Supplier<PathPolicy> {
  private final FileAccessProperties properties;
  private final Path dataDirectory;

  Policies(
      FileAccessProperties properties,
      @Value("${aios.data-dir:${user.home}/.aios}") Path dataDirectory) {
    this.properties = properties;
    this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
    createWorkspace();
  }

  @Override
  public PathPolicy get() {
    return current();
  }

  /** The policy in force, with a workspace that exists. */
  PathPolicy current() {
    Path workspace = createWorkspace();
    List<Path> read =
        properties.readRoots() != null
            ? properties.readRoots()
            : List.of(
                Path.of(System.getProperty("user.home")),
                Path.of("/var/log"),
                Path.of("/tmp"),
                workspace);
    List<Path> write =
        properties.writeRoots() != null ? properties.writeRoots() : List.of(workspace);
    return new PathPolicy(
        real(read),
        real(write),
        real(properties.logRoots()),
        real(dataDirectory),
        real(workspace),
        properties.privateNames());
  }

  private Path createWorkspace() {
    try {
      return Files.createDirectories(dataDirectory.resolve("workspace"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> real(List<Path> roots) {
    return roots.stream().map(Policies::real).toList();
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root.toAbsolutePath().normalize();
    }
  }
}
