package io.aios.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

final class TestPostgres {
  /** {@code on} for benchmarks: tests do not wait for the disk. */
  private static final String DURABLE = System.getProperty("aios.testkit.durable", "off");

  private static final AtomicInteger databases = new AtomicInteger();

  private TestPostgres() {}

  static Map<String, String> newDatabase() {
    EmbeddedPostgres server = Holder.SERVER;
    String name = "test_" + databases.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the test database " + name, e);
    }
    return Map.of(
        "spring.datasource.url",
        server.getJdbcUrl("postgres", name),
        "spring.datasource.username",
        "postgres",
        "spring.datasource.password",
        "postgres");
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", DURABLE)
            .setServerConfig("synchronous_commit", DURABLE)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("Embedded Postgres did not start", e);
      }
    }
  }
}
