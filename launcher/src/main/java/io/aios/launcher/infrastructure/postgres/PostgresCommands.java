package io.aios.launcher.infrastructure.postgres;

import io.aios.launcher.data.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Command lines of Postgres's programs.
 *
 * @param bin where the programs lie
 * @param prefix what runs them as another user than root, otherwise empty
 */
record PostgresCommands(Path bin, List<String> prefix) {
  static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "TZ", "UTC");

  private static final int TIMEOUT_SECONDS = 120;
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "48MB"),
          Map.entry("work_mem", "4MB"),
          Map.entry("maintenance_work_mem", "32MB"),
          Map.entry("max_wal_size", "256MB"),
          Map.entry("min_wal_size", "64MB"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("jit", "off"),
          Map.entry("io_method", "sync"),
          Map.entry("max_parallel_workers_per_gather", "0"),
          Map.entry("log_line_prefix", "%m [%p] "),
          Map.entry("timezone", "UTC"));

  static PostgresCommands in(Path home) {
    boolean root = "root".equals(System.getProperty("user.name"));
    return new PostgresCommands(
        home.resolve("bin"), root ? List.of("unshare", "--user") : List.of());
  }

  List<String> server(Path directory, int port) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(program("postgres"), "-D", directory.toString(), "-p", "" + port));
    SETTINGS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            setting -> command.addAll(List.of("-c", setting.getKey() + "=" + setting.getValue())));
    return command;
  }

  /** The built-in locale provider gives the same order on every machine. */
  List<String> initialise(Path directory, String administrator, Path passwordFile) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            program("initdb"),
            "--pgdata=" + directory,
            "--username=" + administrator,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"));
    return command;
  }

  /** "fast": sessions are ended, everything is written. */
  List<String> stop(Path directory) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            program("pg_ctl"), "stop", "-D", directory.toString(), "-m", "fast", "-w", "-t", "20"));
    return command;
  }

  /**
   * Runs one of the short commands.
   *
   * @return its exit status
   */
  int run(List<String> command, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(ENVIRONMENT);
    try {
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StartFailure(
            "postgres",
            bin.relativize(Path.of(command.get(prefix.size())))
                + " took over "
                + TIMEOUT_SECONDS
                + " s",
            "Its log is " + log + ".");
      }
      return process.exitValue();
    } catch (IOException e) {
      throw StartFailure.of("postgres", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("postgres", "its start was interrupted", "Start again.");
    }
  }

  private String program(String name) {
    Path program = bin.resolve(name);
    if (!Files.isExecutable(program)) {
      throw new StartFailure(
          "postgres",
          "the unpacked program " + program + " is missing",
          "Delete " + bin.getParent() + " (it is unpacked again) and start again.");
    }
    return program.toString();
  }
}
