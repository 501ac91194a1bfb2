package io.aios.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Every value of every table of a database, as whoever takes a copy of it can read them. */
public final class DatabaseDump {
  private static final String TABLES =
      """
      SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
      ORDER BY 1
      """;

  private final List<String> tables = new ArrayList<>();
  private final String rows;

  private DatabaseDump(DataSource database) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      read(statement, TABLES, tables::add);
      for (String table : tables) {
        // Binary columns come in hexadecimal.
        read(statement, "SELECT row::text FROM %s row".formatted(table), all::append);
      }
    }
    rows = all.toString();
  }

  private static void read(Statement statement, String query, Consumer<String> row)
      throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        row.accept(found.getString(1));
      }
    }
  }

  public static DatabaseDump of(DataSource database) {
    try {
      return new DatabaseDump(database);
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be dumped", e);
    }
  }

  public List<String> tables() {
    return List.copyOf(tables);
  }

  /** The names of those values that occur, as they are, in hexadecimal, or in Base64. */
  public List<String> found(Map<String, byte[]> values) {
    return values.entrySet().stream()
        .filter(each -> forms(each.getValue()).anyMatch(rows::contains))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static Stream<String> forms(byte[] value) {
    HexFormat hex = HexFormat.of();
    return Stream.of(
        new String(value, ISO_8859_1),
        hex.formatHex(value),
        hex.withUpperCase().formatHex(value),
        Base64.getEncoder().withoutPadding().encodeToString(value),
        Base64.getUrlEncoder().withoutPadding().encodeToString(value));
  }
}
