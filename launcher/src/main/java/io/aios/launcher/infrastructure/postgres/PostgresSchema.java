package io.aios.launcher.infrastructure.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that all services share, owned by a role that is no administrator. */
final class PostgresSchema {
  private final Connection connection;

  PostgresSchema(Connection connection) {
    this.connection = connection;
  }

  /**
   * Makes role and database of that name when absent, and sets the role's password when it differs.
   */
  void ensure(String name, String password) throws SQLException {
    // Names and passwords are our own (letters, digits, '-' and '_'), and DDL takes no parameters.
    if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
      execute("CREATE ROLE " + name + " LOGIN");
    }
    execute("ALTER ROLE " + name + " PASSWORD '" + password + "'");
    if (!exists("SELECT 1 FROM pg_database WHERE datname = ?", name)) {
      execute("CREATE DATABASE " + name + " OWNER " + name);
    }
  }

  private boolean exists(String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
