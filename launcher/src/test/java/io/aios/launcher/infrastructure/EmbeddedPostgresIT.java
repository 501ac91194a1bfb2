package io.aios.launcher.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.data.StartFailure;
import io.aios.launcher.infrastructure.postgres.EmbeddedPostgres;
import io.aios.launcher.machine.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One data directory, from its making to its damage. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPostgresIT {
  @TempDir static Path directory;

  private static DataDirectory data;
  private static Secrets secrets;

  @BeforeAll
  static void prepare() {
    data = new DataDirectory(directory.resolve("data"));
    data.prepare();
    secrets = new Secrets(data);
  }

  private static EmbeddedPostgres start() {
    return EmbeddedPostgres.start(data, data.cache(), secrets, new Ports().claimOrAny(0));
  }

  private static Connection connect(Map<String, String> properties) throws SQLException {
    return DriverManager.getConnection(
        properties.get("spring.datasource.url"),
        properties.get("spring.datasource.username"),
        properties.get("spring.datasource.password"));
  }

  @Test
  @Order(1)
  void keepsRowsAcrossARestart() throws SQLException {
    try (EmbeddedPostgres postgres = start();
        Connection connection = connect(postgres.properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (word text)");
      statement.execute("INSERT INTO kept VALUES ('äöü')");
    }
    try (EmbeddedPostgres postgres = start()) {
      assertThat(words(postgres)).isEqualTo("äöü");
    }
  }

  @Test
  @Order(2)
  void refusesAWrongPassword() {
    try (EmbeddedPostgres postgres = start()) {
      String url = postgres.properties().get("spring.datasource.url");
      assertThatThrownBy(() -> DriverManager.getConnection(url, "aios", "wrong"))
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "postgres"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  @Order(3)
  void stopsTheServerThatAKilledSuiteLeftBehindAndLosesNothing() throws SQLException {
    EmbeddedPostgres orphan = start(); // never closed, as after kill -9
    try (EmbeddedPostgres postgres = start()) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(words(postgres)).isEqualTo("äöü");
    }
  }

  @Test
  @Order(4)
  void recoversWhenTheServerItselfWasKilled() throws Exception {
    EmbeddedPostgres killed = start();
    try (Connection connection = connect(killed.properties());
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE kept SET word = 'later'");
    }
    ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().get();
    try (EmbeddedPostgres postgres = start()) {
      assertThat(words(postgres)).isEqualTo("later");
    }
  }

  @Test
  @Order(5)
  void namesDirectoryLogAndRemedyWhenAFileIsDamagedAndDeletesNothing() throws Exception {
    Path control = data.postgres().resolve("global/pg_control");
    byte[] good = Files.readAllBytes(control);
    Files.write(control, new byte[good.length]);
    assertThatThrownBy(EmbeddedPostgresIT::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("refused to start on " + data.postgres())
        .hasMessageContaining("postgres.log")
        .hasMessageContaining("mv " + data.postgres());
    Files.write(control, good);
    try (EmbeddedPostgres postgres = start()) {
      assertThat(words(postgres)).isEqualTo("later");
    }
  }

  @Test
  @Order(6)
  void refusesDataOfAnotherMajorVersion() throws Exception {
    Path version = data.postgres().resolve("PG_VERSION");
    String good = Files.readString(version);
    Files.writeString(version, "17\n");
    assertThatThrownBy(EmbeddedPostgresIT::start)
        .hasMessageContaining("was written by Postgres 17, this AIOS brings 18");
    Files.delete(version);
    assertThatThrownBy(EmbeddedPostgresIT::start).hasMessageContaining("PG_VERSION is missing");
    Files.writeString(version, good);
  }

  private static String words(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = connect(postgres.properties());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT string_agg(word, ',') FROM kept")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
