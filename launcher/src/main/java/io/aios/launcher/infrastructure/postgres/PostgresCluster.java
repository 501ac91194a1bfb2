package io.aios.launcher.infrastructure.postgres;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The directory of databases: made whole or not at all, and checked before the server sees it. */
final class PostgresCluster {
  static final String ADMINISTRATOR_SECRET = "postgres-administrator";

  private final DataDirectory data;
  private final PostgresCommands commands;
  private final Secrets secrets;

  PostgresCluster(DataDirectory data, PostgresCommands commands, Secrets secrets) {
    this.data = data;
    this.commands = commands;
    this.secrets = secrets;
  }

  void prepare() {
    Path directory = data.postgres();
    try {
      if (Files.notExists(directory) || isEmpty(directory)) {
        create(directory);
      } else {
        check(directory);
      }
    } catch (IOException e) {
      throw StartFailure.of("postgres", e);
    }
  }

  private void create(Path directory) throws IOException {
    Path unfinished = directory.resolveSibling("postgres.new");
    if (Files.exists(unfinished)) {
      PostgresBinaries.delete(unfinished); // a start that was cut short; never held data
    }
    secrets.get(ADMINISTRATOR_SECRET);
    Path log = EmbeddedPostgres.log(data);
    long mark = LogTail.mark(log);
    Path password = data.secrets().resolve(ADMINISTRATOR_SECRET);
    int status = commands.run(commands.initialise(unfinished, "postgres", password), log);
    if (status != 0) {
      String cause = LogTail.cause(log, mark, line -> line.contains("rror")).orElse("no output");
      throw new StartFailure(
          "postgres",
          "initdb could not make " + directory + " (" + cause + ")",
          "Its log is " + log + "; `aios doctor` checks what it needs.");
    }
    Files.deleteIfExists(directory);
    Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private void check(Path directory) throws IOException {
    Path version = directory.resolve("PG_VERSION");
    if (Files.notExists(version)) {
      throw new StartFailure(
          "postgres",
          directory + " is damaged or no Postgres data (PG_VERSION is missing)",
          "Nothing was deleted. Put a backup in its place, or move it away to start empty: mv %s %s.broken"
              .formatted(directory, directory));
    }
    String found = Files.readString(version).strip();
    String bundled = bundledVersion();
    if (!found.equals(bundled)) {
      throw new StartFailure(
          "postgres",
          "%s was written by Postgres %s, this AIOS brings %s".formatted(directory, found, bundled),
          "Nothing was changed. Dump it with the version that wrote it (pg_dumpall) and restore into a new directory, or run pg_upgrade.");
    }
  }

  private String bundledVersion() throws IOException {
    Path share = commands.bin().resolveSibling("share");
    try (Stream<Path> files = Files.walk(share, 2)) {
      Path file =
          files
              .filter(path -> path.endsWith("postgres.bki"))
              .findFirst()
              .orElseThrow(() -> new IOException("no postgres.bki below " + share));
      try (Stream<String> lines = Files.lines(file)) {
        return lines.findFirst().orElse("").replaceAll("\\D", "");
      }
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }
}
