package io.aios.launcher.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Everything that the suite keeps, below one directory that only its owner can read.
 *
 * @param root absolute path, by default {@code ~/.aios}
 */
public record DataDirectory(Path root) {
  /** Starting with less than this many bytes free would end in half-written files. */
  public static final long MINIMUM_FREE_BYTES = 300L << 20;

  private static final List<String> PRIVATE = List.of("run", "secrets", "logs", "config", "cache");

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** The directory given by {@code AIOS_DATA}, otherwise {@code ~/.aios}. */
  public static DataDirectory standard() {
    String named = System.getenv("AIOS_DATA");
    return new DataDirectory(
        named == null || named.isBlank()
            ? Path.of(System.getProperty("user.home"), ".aios")
            : Path.of(named));
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path redis() {
    return root.resolve("redis");
  }

  public Path kafka() {
    return root.resolve("kafka");
  }

  public Path run() {
    return root.resolve("run");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path cache() {
    return root.resolve("cache");
  }

  public Path configFile() {
    return root.resolve("config").resolve("aios.yml");
  }

  /** The services' log: one JSON object a line. */
  public Path serviceLog() {
    return logs().resolve("aios.log");
  }

  /** Output of the suite's process outside its log, such as a JVM crash. */
  public Path processOutput() {
    return logs().resolve("process.out");
  }

  /**
   * Creates what is missing and checks that the directory can be written.
   *
   * @throws StartFailure when it cannot, or when the disk is (nearly) full
   */
  public void prepare() {
    try {
      createPrivate(root);
      for (String name : PRIVATE) {
        createPrivate(root.resolve(name));
      }
      Path probe = Files.createTempFile(run(), "probe", "");
      Files.delete(probe);
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < MINIMUM_FREE_BYTES) {
        throw new StartFailure(
            "data directory " + root,
            "the disk is full: %d MB free, at least %d MB needed"
                .formatted(free >> 20, MINIMUM_FREE_BYTES >> 20),
            "Free some space or choose another disk with --data.");
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private StartFailure unwritable(IOException e) {
    StartFailure known = StartFailure.of("data directory " + root, e);
    return e instanceof java.nio.file.AccessDeniedException
        ? new StartFailure(
            "data directory " + root,
            "it cannot be written by user " + System.getProperty("user.name"),
            "Give that user the directory (chown) or choose another one with --data.")
        : known;
  }

  private static void createPrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      if (directory.getParent() != null) {
        Files.createDirectories(directory.getParent());
      }
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
