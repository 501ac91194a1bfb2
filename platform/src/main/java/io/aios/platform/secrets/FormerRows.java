package io.aios.platform.secrets;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Seals a column again that a {@link FormerKey} sealed. A row that does not open is left as it is,
 * and its use fails as it did.
 */
public final class FormerRows implements Adoption<Seal> {
  private static final Logger log = LoggerFactory.getLogger(FormerRows.class);

  private final JdbcClient jdbc;
  private final FormerKey former;
  private final Column column;
  private final Content content;

  /**
   * @param key columns of text that name a row; joined by {@code /} they are its place
   */
  public record Column(String table, String name, List<String> key) {
    public Column {
      key = List.copyOf(key);
    }
  }

  /** Takes from what was sealed formerly what is to be sealed now. */
  @FunctionalInterface
  public interface Content {
    /** Empty if it belongs to another row. */
    Optional<byte[]> of(byte[] formerly, List<String> key);
  }

  public FormerRows(JdbcClient jdbc, FormerKey former, Column column, Content content) {
    this.jdbc = jdbc;
    this.former = former;
    this.column = column;
    this.content = content;
  }

  private record Row(List<String> key, ByteBuffer sealed) {
    String place() {
      return String.join("/", key);
    }
  }

  @Override
  public void adopt(Seal seal) {
    rows().forEach(row -> adopt(row, seal));
  }

  private List<Row> rows() {
    int keys = column.key().size();
    return jdbc.sql(
            "SELECT %s, %s FROM %s FOR UPDATE"
                .formatted(String.join(", ", column.key()), column.name(), column.table()))
        .query(
            (row, n) -> new Row(List.of(texts(row, keys)), ByteBuffer.wrap(row.getBytes(keys + 1))))
        .list();
  }

  private static String[] texts(ResultSet row, int count) throws SQLException {
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = row.getString(i + 1);
    }
    return texts;
  }

  private void adopt(Row row, Seal seal) {
    Optional<byte[]> plain = former.open(row.sealed().array()).flatMap(it -> content(it, row));
    if (plain.isEmpty()) {
      log.error("{} of {} does not open and stays as it is", column.table(), row.place());
      return;
    }
    jdbc.sql(
            "UPDATE %s SET %s = ? WHERE %s = ?"
                .formatted(column.table(), column.name(), String.join(" = ? AND ", column.key())))
        .param(seal.seal(plain.get(), row.place()))
        .params(List.<Object>copyOf(row.key()))
        .update();
  }

  private Optional<byte[]> content(byte[] opened, Row row) {
    try {
      return content.of(opened, row.key());
    } catch (RuntimeException notOfThatForm) {
      return Optional.empty();
    }
  }
}
