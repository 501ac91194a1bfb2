package io.aios.orchestrator.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

final class PostgresServer implements Server {
  private final Path data;
  private final int port = Server.freePort();
  private EmbeddedPostgres server;

  /**
   * @param data passable for others: Postgres does not run as root and takes another user
   */
  PostgresServer(Path data) {
    this.data = data;
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "spring.datasource.url",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres",
        "spring.datasource.username",
        "postgres",
        "spring.datasource.password",
        "postgres");
  }

  @Override
  public void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setServerConfig("max_connections", "100")
            .start();
  }

  @Override
  public void stop() throws IOException {
    server.close();
  }

  @Override
  public Stream<ProcessHandle> processes() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      return Stream.concat(Stream.of(postmaster), postmaster.descendants());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
