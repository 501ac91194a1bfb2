package io.aios.launcher.infrastructure.postgres;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.machine.LogTail;
import io.aios.launcher.machine.OwnedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Postgres on loopback with scram passwords, as a child process, its data in {@code
 * <data>/postgres}. Under root it runs in a user namespace of its own, since Postgres refuses root.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String NAME = "postgres";
  private static final String ADMINISTRATOR = "postgres";
  private static final String DATABASE = "aios";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DataDirectory data;
  private final PostgresCommands commands;
  private final Secrets secrets;
  private final int port;
  private final OwnedProcess process;

  private EmbeddedPostgres(
      DataDirectory data,
      PostgresCommands commands,
      Secrets secrets,
      int port,
      OwnedProcess process) {
    this.data = data;
    this.commands = commands;
    this.secrets = secrets;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts on the data directory, making it when it is absent, and waits until queries are
   * answered.
   *
   * @param cache where the program is unpacked
   * @throws StartFailure with the server's own reason; nothing is deleted
   */
  public static EmbeddedPostgres start(DataDirectory data, Path cache, Secrets secrets, int port) {
    PostgresCommands commands = PostgresCommands.in(PostgresBinaries.unpack(cache));
    stopLeftBehind(data, commands);
    new PostgresCluster(data, commands, secrets).prepare();
    Path log = log(data);
    long mark = LogTail.mark(log);
    OwnedProcess process =
        OwnedProcess.start(
            NAME,
            commands.server(data.postgres(), port),
            PostgresCommands.ENVIRONMENT,
            log,
            pidFile(data));
    EmbeddedPostgres postgres = new EmbeddedPostgres(data, commands, secrets, port, process);
    try {
      postgres.awaitReady(mark);
      postgres.createDatabase();
      return postgres;
    } catch (StartFailure e) {
      postgres.close();
      throw e;
    }
  }

  private static void stopLeftBehind(DataDirectory data, PostgresCommands commands) {
    OwnedProcess.leftBehind(pidFile(data))
        .ifPresent(
            orphan -> {
              commands.run(commands.stop(data.postgres()), log(data));
              OwnedProcess.stop(orphan, Duration.ofSeconds(20));
            });
  }

  private void awaitReady(long mark) {
    Path pidFile = data.postgres().resolve("postmaster.pid");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(pidFile)) {
      if (!process.isAlive()) {
        throw refused(mark);
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailure(
            NAME,
            "it did not answer within " + PATIENCE.toSeconds() + " s",
            "Its log is " + log(data) + ".");
      }
      pause();
    }
  }

  /** Postgres writes its own state into the last line of its pid file. */
  private boolean isReady(Path pidFile) {
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(process.pid()))
          && lines.get(7).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  private StartFailure refused(long mark) {
    String cause =
        LogTail.cause(
                log(data),
                mark,
                line ->
                    line.contains("FATAL:") || line.contains("PANIC:") || line.contains("unshare"))
            .orElse("it ended without a word");
    return new StartFailure(
        NAME,
        "it refused to start on " + data.postgres() + " (" + cause + ")",
        "Nothing was deleted; its log is %s. Put a backup in place of the directory, or move it away to start with an empty database: mv %s %s.broken"
            .formatted(log(data), data.postgres(), data.postgres()));
  }

  private void createDatabase() {
    try (Connection connection = connectAsAdministrator()) {
      new PostgresSchema(connection).ensure(DATABASE, password());
    } catch (SQLException e) {
      throw new StartFailure(
          NAME,
          "its administrator cannot log in or make the database (" + e.getMessage() + ")",
          "The password is in " + data.secrets() + "; the log is " + log(data) + ".");
    }
  }

  private Connection connectAsAdministrator() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", ADMINISTRATOR);
    properties.setProperty("password", secrets.get(PostgresCluster.ADMINISTRATOR_SECRET));
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }

  /** What services need to use it, as Spring properties. */
  public Map<String, String> properties() {
    return Map.of(
        "spring.datasource.url",
        "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE + "?reWriteBatchedInserts=true",
        "spring.datasource.username",
        DATABASE,
        "spring.datasource.password",
        password());
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private String password() {
    return secrets.get("postgres-aios");
  }

  /** Ends sessions, writes everything and stops. */
  @Override
  public void close() {
    if (process.isAlive()) {
      commands.run(commands.stop(data.postgres()), log(data));
    }
    process.awaitEnd(Duration.ofSeconds(10));
  }

  static Path log(DataDirectory data) {
    return data.logs().resolve("postgres.log");
  }

  private static Path pidFile(DataDirectory data) {
    return data.run().resolve("postgres.pid");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure(NAME, "its start was interrupted", "Start again.");
    }
  }
}
