package io.aios.sysops.domain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which real paths a caller may touch. Everything is refused that no root contains; inside a root,
 * private names and the suite's own data stay refused.
 *
 * @param readRoots real paths of folders to read in
 * @param writeRoots real paths of folders to change files in; readable as well
 * @param logRoots real paths of folders with logs
 * @param dataDirectory real path of the suite's data, refused but for the workspace
 * @param workspace real path of the one folder of the suite's data that callers share
 * @param privateNames file and folder names refused wherever they stand, such as {@code .ssh}
 */
public record PathPolicy(
    List<Path> readRoots,
    List<Path> writeRoots,
    List<Path> logRoots,
    Path dataDirectory,
    Path workspace,
    Set<String> privateNames) {

  public PathPolicy {
    readRoots = List.copyOf(readRoots);
    writeRoots = List.copyOf(writeRoots);
    logRoots = List.copyOf(logRoots);
    privateNames = Set.copyOf(privateNames);
  }

  /** Judges a path whose links have all been resolved. */
  public Optional<Refusal> refuse(Path real, Access access) {
    List<Path> roots = roots(access);
    if (roots.stream().noneMatch(real::startsWith)) {
      return Optional.of(outside(real, access, roots));
    }
    if (real.startsWith(dataDirectory) && !real.startsWith(workspace)) {
      return Optional.of(belongsToSuite(real));
    }
    return privateName(real)
        .map(
            name ->
                new Refusal(
                    "path-private",
                    real + " contains the private name '" + name + "'.",
                    "Private names can only be changed in the server's configuration."));
  }

  /**
   * Judges a change of a directory entry. The folder itself has to be inside a root, so that no
   * root can be replaced, and the suite's data must not move along with a folder that contains it.
   */
  public Optional<Refusal> refuseChange(Path folder, Path entry) {
    if (writeRoots.stream().noneMatch(folder::startsWith)) {
      return Optional.of(outside(entry, Access.WRITE, writeRoots));
    }
    return dataDirectory.startsWith(entry)
        ? Optional.of(belongsToSuite(entry))
        : refuse(entry, Access.WRITE);
  }

  /** True if a walk must not look at entries of this name. */
  public boolean isPrivate(String name) {
    return privateNames.contains(name);
  }

  public List<Path> roots(Access access) {
    return switch (access) {
      case READ -> Stream.concat(readRoots.stream(), writeRoots.stream()).distinct().toList();
      case WRITE -> writeRoots;
      case LOG -> logRoots;
    };
  }

  private Refusal belongsToSuite(Path real) {
    return new Refusal(
        "path-belongs-to-suite",
        real + " belongs to the suite's own data, which no tool touches.",
        "Use " + workspace + ".");
  }

  private Optional<String> privateName(Path real) {
    for (Path name : real) {
      if (isPrivate(name.toString())) {
        return Optional.of(name.toString());
      }
    }
    return Optional.empty();
  }

  private static Refusal outside(Path real, Access access, List<Path> roots) {
    String verb =
        switch (access) {
          case READ -> "read";
          case WRITE -> "write";
          case LOG -> "log";
        };
    return new Refusal(
        "path-outside-roots",
        real + " is outside the " + verb + " roots " + roots + ".",
        "Use a path inside a root; sysops_get_policy lists them.");
  }
}
